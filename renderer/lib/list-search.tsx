import { SearchField } from '../ui/index.ts';

interface ListSearchProps {
  texts: { search: string; searchLabel: string; clearSearch: string };
  value: string;
  onChange: (value: string) => void;
}

/** The field above a list that narrows it while typing; the key `/` leads there. */
export function ListSearch({ texts, value, onChange }: ListSearchProps) {
  return (
    <SearchField
      label={texts.searchLabel}
      placeholder={texts.search}
      keyHint="/"
      clearLabel={texts.clearSearch}
      value={value}
      onChange={onChange}
    />
  );
}
