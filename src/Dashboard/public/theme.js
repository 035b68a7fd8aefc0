// Before the first paint, so that who chose a theme does not see the other one flash by.
try {
  const theme = localStorage.getItem('benchhub.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Without storage the system's preference holds.
}
