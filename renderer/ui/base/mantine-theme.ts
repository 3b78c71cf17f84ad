import {
  type CSSVariablesResolver,
  createTheme,
  Menu,
  Modal,
  Popover,
  ScrollArea,
  Select,
  Tooltip,
} from '@mantine/core';
import { design } from '../../app/theme.ts';
import s from './mantine.module.css';

const classes = (parts: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(parts).map(([part, name]) => [part, name ?? '']));

const quick = { duration: 120, transition: 'fade' } as const;

/** The look of the library's parts the kit builds on; whatever needs no behaviour from it is plain markup of ours. */
export const mantineTheme = createTheme({
  primaryColor: 'accent',
  primaryShade: design.accentShade,
  colors: { accent: design.accent },
  white: '#ffffff',
  black: '#191c25',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: design.fontSizes,
  lineHeights: design.lineHeights,
  spacing: design.spacing,
  radius: design.radius,
  defaultRadius: 'md',
  cursorType: 'default',
  respectReducedMotion: true,
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  components: {
    Tooltip: Tooltip.extend({
      defaultProps: {
        openDelay: 400,
        transitionProps: quick,
        events: { hover: true, focus: true, touch: false },
      },
      classNames: classes({ tooltip: s.tooltip }),
    }),
    Menu: Menu.extend({
      defaultProps: { transitionProps: quick, shadow: 'none', offset: 4 },
      classNames: classes({
        dropdown: s.dropdown,
        item: s.item,
        itemLabel: s.itemLabel,
        itemSection: s.itemSection,
        divider: s.divider,
        label: s.menuLabel,
      }),
    }),
    Popover: Popover.extend({
      defaultProps: { transitionProps: quick, shadow: 'none', offset: 4 },
      classNames: classes({ dropdown: s.dropdown }),
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        transitionProps: quick,
        overlayProps: { backgroundOpacity: 0.4 },
        padding: 0,
        shadow: 'none',
      },
      classNames: classes({ content: s.modal, body: s.modalBody, overlay: s.overlay }),
    }),
    Select: Select.extend({
      defaultProps: { checkIconPosition: 'right', allowDeselect: false, withCheckIcon: true },
      classNames: classes({ input: s.input, dropdown: s.dropdown, option: s.item, section: s.section }),
    }),
    ScrollArea: ScrollArea.extend({
      defaultProps: { type: 'hover', scrollbarSize: 10, scrollHideDelay: 600 },
      classNames: classes({ scrollbar: s.scrollbar, thumb: s.thumb, corner: s.corner }),
    }),
  },
});

const greys = {
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-error': 'var(--bad-text)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-dimmed': 'var(--text-2)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--text-3)',
  '--mantine-color-disabled-border': 'var(--line)',
} as const;

/** Points the library's greys at our tokens, so both colour schemes come from one place. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: greys, dark: greys });
