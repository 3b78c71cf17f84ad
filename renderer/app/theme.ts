/** The decided values a component library needs as data; everything else lives in `theme.css` as CSS variables. */
export const design = {
  /** Ink indigo, the only accent: light to dark, as the tuple of ten the library expects. */
  accent: [
    '#edeffb',
    '#d5daf4',
    '#c3c9ef',
    '#a8b2f8',
    '#7f8cf0',
    '#5463d6',
    '#3a47ad',
    '#303b94',
    '#262f78',
    '#1f2440',
  ],
  accentShade: { light: 6, dark: 5 },
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '16px', md: '18px', lg: '20px', xl: '22px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '20px' },
  radius: { xs: '3px', sm: '4px', md: '5px', lg: '6px', xl: '8px' },
  /** Below this window width the navigation becomes a rail and low columns go. */
  narrowBelow: 1180,
} as const;
