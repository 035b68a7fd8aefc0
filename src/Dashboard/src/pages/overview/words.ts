import { words } from '../../i18n/words'

export const overviewWords = words({
  en: { title: 'Overview' },
  ko: { title: '개요' },
  ja: { title: '概要' },
})
