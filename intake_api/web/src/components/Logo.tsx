export function Logo() {
  return (
    <span class="logo">
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#1f6feb" />
        <g fill="none" stroke="#fff" stroke-linecap="round">
          <path d="M10 13a6 6 0 1 1 12 0c0 4-3.500 4.600-4.200 7.800C17.300 23 16 25 13.800 25 12 25 11 23.700 11 22" stroke-width="2.600" />
          <path d="M13.500 13.500a2.600 2.600 0 0 1 5.100-.5c.2 1.600-1.400 2.200-1.800 3.400" stroke-width="2.200" />
        </g>
      </svg>
      Qulaq
    </span>
  );
}
