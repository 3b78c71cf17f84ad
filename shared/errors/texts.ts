/** The sentences of one code. `{what}`, `{where}` and `{detail}` are filled in. */
export interface ErrorText {
  title: string;
  cause: string;
  next: string;
  /** Left out: "Nothing was changed." */
  changed?: string;
}

export type ErrorTexts<Code extends string> = Record<Code, ErrorText>;
