/** [S6] Whether a channel of the device is open; a revoked one has none and gets none. */
export function Presence({ online, revoked }: { online: boolean; revoked: boolean }) {
  return (
    <span className="presence" data-online={online}>
      {revoked ? 'revoked' : online ? 'online' : 'offline'}
    </span>
  )
}
