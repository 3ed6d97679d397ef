/** A message with blanks: called with values, gives the sentence. */
export type Sentence = (...values: never[]) => string

/**
 * The same keys as `T`, in another language: texts stay texts, sentences with blanks keep their blanks. A
 * catalogue typed with this does not compile while a key is missing, misspelt or left over.
 */
export type SameKeys<T> = {
  readonly [Key in keyof T]: T[Key] extends string
    ? string
    : T[Key] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : SameKeys<T[Key]>
}
