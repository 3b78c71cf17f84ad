/** The key `/` leads to the field with this mark. */
export function markAsSearch(field: HTMLInputElement | null): void {
  field?.setAttribute('data-search', '');
}
