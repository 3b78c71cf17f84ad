const GAP = '\u0001';

/** Texts and patterns of everything that can stand on a page; a text with facts becomes a pattern. */
function collect(value: unknown, texts: Set<string>, patterns: RegExp[]): void {
  if (typeof value === 'string') texts.add(value);
  else if (typeof value === 'function') {
    const made = called(value as (...facts: unknown[]) => unknown);
    if (typeof made === 'string' && made.replaceAll(GAP, '').trim().length > 3)
      patterns.push(new RegExp(`^${made.split(GAP).map(escaped).join('.+')}$`));
    else if (typeof made === 'object') collect(made, texts, patterns);
  } else if (typeof value === 'object' && value !== null)
    for (const one of Object.values(value)) collect(one, texts, patterns);
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** With a gap for each fact; what wants other facts than texts makes no label. */
function called(make: (...facts: unknown[]) => unknown): unknown {
  try {
    const made = make(...Array.from({ length: Math.max(make.length, 1) }, () => GAP));
    // A word that is chosen by a fact, such as the kind of an operation.
    return typeof made === 'string' ? made.replaceAll('undefined', GAP) : made;
  } catch {
    return null;
  }
}

/** Tells whether a label is one of the texts. */
export function labelsOf(catalogues: readonly unknown[]): (label: string) => boolean {
  const texts = new Set<string>();
  const patterns: RegExp[] = [];
  for (const catalogue of catalogues) collect(catalogue, texts, patterns);
  return (label) => texts.has(label) || patterns.some((pattern) => pattern.test(label));
}
