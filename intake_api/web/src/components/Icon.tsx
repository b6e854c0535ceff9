// Line drawings on a 24 grid; they only accompany words, so readers skip them.

const PATHS = {
  text: "M4 5h16v11H9l-5 4z",
  photo: "M4 7h4l1.500-2h5L16 7h4v12H4zM12 16a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7",
  video: "M3 6h12v12H3zM15 10.500 21 7v10l-6-3.500",
  voice: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3M6 11a6 6 0 0 0 12 0M12 17v4",
  location: "M12 21s7-6.500 7-12a7 7 0 0 0-14 0c0 5.500 7 12 7 12M12 11.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5",
  sos: "M12 3 2 20h20zM12 10v4M12 17v.5",
  web: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c5 5 5 13 0 18-5-5-5-13 0-18",
  audio_call: "M5 4h4l1.500 5-2.500 1.500a11 11 0 0 0 5.500 5.500L15 13.500l5 1.500v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1",
  video_call: "M3 6h12v12H3zM15 10.500 21 7v10l-6-3.500M9 9v6M6 12h6",
  phone_note: "M6 3h12v18H6zM9 8h6M9 12h6M9 16h3",
  clip: "M8 12.500 14.500 6a3 3 0 0 1 4.300 4.300L10.500 18.600a5 5 0 0 1-7-7L11 4",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500",
  contrast: "M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18",
  bell: "M6 17V11a6 6 0 0 1 12 0v6l1.500 1.500h-15zM10 21h4",
  bell_off: "M6 17V11a6 6 0 0 1 9-5.200M18 11v6l1.500 1.500H8M10 21h4M4 3l17 18",
  keys: "M3 6h18v12H3zM7 10h.5M11 10h.5M15 10h.5M8 14h8",
  back: "M15 5l-7 7 7 7",
  left: "M15 5l-7 7 7 7",
  up: "M5 15l7-7 7 7",
  down: "M5 9l7 7 7-7",
  right: "M9 5l7 7-7 7",
  close: "M6 6l12 12M18 6 6 18",
  filter: "M4 5h16l-6 8v6l-4-2v-4z",
  search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c1-5 4-6 8-6s7 1 8 6",
  download: "M12 4v11M7 11l5 5 5-5M4 20h16",
  screen: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  chart: "M4 20V4M4 20h16M8 16v-5M12 16V7M16 16v-8",
  print: "M7 8V3h10v5M7 17H4v-9h16v9h-3M7 14h10v7H7z",
  map: "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14",
  check: "M5 12.500 10 17.500 19 7",
  settings: "M4 7h9M17 7h3M15 5v4M4 12h3M11 12h9M9 10v4M4 17h11M19 17h1M17 15v4",
  more: "M6 12h.5M12 12h.5M18 12h.5",
  move: "M4 6h9v12H4zM10 12h11M17 8l4 4-4 4",
  mask: "M3 9c6-3 12-3 18 0 0 6-4 8-6 8s-2-2-3-2-1 2-3 2-6-2-6-8M7 11.500h2M15 11.500h2",
  book: "M12 6c-2-2-5-2-8-1v14c3-1 6-1 8 1 2-2 5-2 8-1V5c-3-1-6-1-8 1v14",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1.500 1.500M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1.500-1.500",
  leave: "M10 4H5v16h5M14 8l4 4-4 4M9 12h9",
} as const;

export type IconName = keyof typeof PATHS;

/** A channel the API may grow is shown as text. */
export const channelIcon = (channel: string): IconName => (channel in PATHS ? (channel as IconName) : "text");

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
