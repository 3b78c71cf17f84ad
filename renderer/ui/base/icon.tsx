import {
  IconActivity,
  IconAdjustmentsHorizontal,
  IconAlertCircle,
  IconAlertTriangle,
  IconArchive,
  IconArrowRight,
  IconBan,
  IconBolt,
  IconBug,
  IconCalendar,
  IconCheck,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconChevronUp,
  IconClock,
  IconCloud,
  IconCode,
  IconColumns3,
  IconCopy,
  IconDatabase,
  IconDots,
  IconDownload,
  IconExternalLink,
  IconEye,
  IconEyeOff,
  IconFile,
  IconFilter,
  IconFlask,
  IconFolder,
  IconHelp,
  IconHistory,
  IconInfoCircle,
  IconKey,
  IconKeyboard,
  IconLayoutGrid,
  IconLink,
  IconLock,
  IconMinus,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconPlus,
  IconPower,
  IconRefresh,
  IconSearch,
  IconSelector,
  IconServer2,
  IconShieldCheck,
  IconTag,
  IconTrash,
  IconUpload,
  IconUser,
  IconWorld,
  IconX,
  type Icon as TablerIcon,
} from '@tabler/icons-react';
import { cx } from './cx.ts';
import s from './text.module.css';

const icons = {
  activity: IconActivity,
  arrow: IconArrowRight,
  backups: IconArchive,
  ban: IconBan,
  bolt: IconBolt,
  bug: IconBug,
  calendar: IconCalendar,
  check: IconCheck,
  clock: IconClock,
  close: IconX,
  cloud: IconCloud,
  code: IconCode,
  columns: IconColumns3,
  copy: IconCopy,
  dots: IconDots,
  down: IconChevronDown,
  download: IconDownload,
  eye: IconEye,
  eyeOff: IconEyeOff,
  external: IconExternalLink,
  file: IconFile,
  filter: IconFilter,
  folder: IconFolder,
  help: IconHelp,
  info: IconInfoCircle,
  key: IconKey,
  keyboard: IconKeyboard,
  left: IconChevronLeft,
  link: IconLink,
  lock: IconLock,
  minus: IconMinus,
  overview: IconLayoutGrid,
  pause: IconPlayerPause,
  pencil: IconPencil,
  person: IconUser,
  play: IconPlayerPlay,
  plug: IconPlugConnected,
  plus: IconPlus,
  power: IconPower,
  refresh: IconRefresh,
  repository: IconDatabase,
  restore: IconHistory,
  right: IconChevronRight,
  search: IconSearch,
  server: IconServer2,
  settings: IconAdjustmentsHorizontal,
  shield: IconShieldCheck,
  stop: IconAlertCircle,
  tag: IconTag,
  test: IconFlask,
  trash: IconTrash,
  up: IconChevronUp,
  upDown: IconSelector,
  upload: IconUpload,
  warn: IconAlertTriangle,
  world: IconWorld,
} as const satisfies Record<string, TablerIcon>;

export type IconName = keyof typeof icons;
export type Tone = 'good' | 'warn' | 'bad' | 'run' | 'wait' | 'lost';
export type IconTone = Exclude<Tone, 'wait' | 'lost'> | 'muted';

export interface IconProps {
  name: IconName;
  /** 14, 16 or 24 px; lines stay 1.4 px wide. */
  size?: 's' | 'm' | 'l';
  tone?: IconTone;
  /** Only for an icon that stands alone; beside a word it stays silent. */
  label?: string;
}

const pixels = { s: 14, m: 16, l: 24 } as const;

/** A line icon of the program's own set. Decoration unless it has a label. */
export function Icon({ name, size = 'm', tone, label }: IconProps) {
  const Drawing = icons[name];
  const className = cx(s.icon, s[`icon-${size}`], tone !== undefined && s[`tone-${tone}`]);
  // The drawings use a box of 24: 2.1 of 24 is 1.4 of 16.
  const common = { size: pixels[size], stroke: size === 'l' ? 1.7 : 2.1, className };
  return label === undefined ? (
    <Drawing {...common} aria-hidden="true" focusable="false" />
  ) : (
    <Drawing {...common} role="img" aria-label={label} />
  );
}

/** The mark of the product: an arch with a keyhole. */
export function BrandMark() {
  return (
    <svg className={s.brandMark} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d="M2 14V7a6 6 0 0 1 12 0v7" />
      <path d="M2 14h12" />
      <path d="M8 13.6v-3.2" />
      <circle cx="8" cy="8.4" r="1.9" />
    </svg>
  );
}
