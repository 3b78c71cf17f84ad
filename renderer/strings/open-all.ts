/** Texts of the action that opens all indices of a tenant again. */
export const OPEN_ALL = {
  button: 'Open all indices…',
  title: (tenant: string) => `Open all indices of ${tenant}?`,
  gateway: 'Gateway',
  tenant: 'Tenant',
  what: 'Every closed index of the tenant is opened, also one that somebody closed on purpose. Indices of other tenants are left alone.',
  when: 'Meant for what a failed restore has left closed. Nothing is deleted or overwritten.',
  incomplete:
    'An index whose restore did not end is open afterwards, but without its data. The operation names it.',
  confirm: 'Open all indices',
  readOnly: 'Read-only: nothing can be changed on this gateway',
};
