/** The sign of the product. */
export function Mark({ size }: { size: number }) {
  return (
    <svg className="mark" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--accent-fill)" />
      <g fill="none" stroke="var(--on-fill)" strokeWidth="2.6" strokeLinecap="round">
        <path d="M9 13.5c0-2.5 2.2-4.5 5-4.5M9 18.5c0 2.5 2.2 4.5 5 4.5M23 11v10M18.5 13.5v5" />
      </g>
      <circle cx="14" cy="16" r="1.9" fill="var(--on-fill)" />
    </svg>
  )
}
