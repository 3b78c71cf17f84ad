/** All a feature may draw with. Nothing else of this folder is imported from outside. */

export * from './base/code-block.tsx';
export {
  Icon,
  type IconName,
  type IconTone,
  type Tone,
} from './base/icon.tsx';
export type { LinkParts, RenderLink } from './base/link.ts';
export * from './base/text.tsx';
export { UiProvider } from './base/ui-provider.tsx';
export { useOverdue } from './base/use-overdue.ts';
export * from './buttons/button.tsx';
export { CopyButton } from './buttons/copy-button.tsx';
export * from './buttons/link-button.tsx';
export * from './fields/choice-rows.tsx';
export { Switch } from './fields/choices.tsx';
export { DateField } from './fields/date-field.tsx';
export * from './fields/filter-chip.tsx';
export * from './fields/search-field.tsx';
export * from './fields/segmented.tsx';
export * from './fields/select.tsx';
export * from './fields/text-field.tsx';
export * from './layout/boxes.tsx';
export * from './layout/empty-state.tsx';
export * from './layout/flyout.tsx';
export * from './layout/lists.tsx';
export * from './layout/panel.tsx';
export * from './layout/tabs.tsx';
export * from './layout/wizard.tsx';
export * from './overlays/dialog.tsx';
export * from './overlays/menu.tsx';
export * from './overlays/tooltip.tsx';
export { useEscapeLayer } from './overlays/use-escape-layer.ts';
export { focusTitle } from './overlays/use-return-focus.ts';
export * from './shell/app-frame.tsx';
export * from './shell/footer.tsx';
export * from './shell/gateway-switcher.tsx';
export * from './shell/nav.tsx';
export * from './shell/page-header.tsx';
export * from './state/callout.tsx';
export * from './state/day-strip.tsx';
export * from './state/progress-bar.tsx';
export * from './state/state-mark.tsx';
export * from './state/timeline.tsx';
export { DataTable } from './table/data-table.tsx';
export { RowButton } from './table/row-button.tsx';
export * from './table/ruled-table.tsx';
export type {
  Column,
  DataTableProps,
  RowChecks,
  RowGroup,
  Sort,
} from './table/types.ts';
