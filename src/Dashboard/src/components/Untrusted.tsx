/** A name or text from outside: shown as text, in the direction that its first strong letter has. */
export function Untrusted({ text, clip = false }: { text: string; clip?: boolean }) {
  return clip
    ? <bdi dir="auto" className="ellipsis" title={text}>{text}</bdi>
    : <bdi dir="auto">{text}</bdi>
}
