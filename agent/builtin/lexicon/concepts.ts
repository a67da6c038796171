/**
 * Concepts of this field. Beside each stand the phrases that mean it in English, German and Spanish, separated by commas.
 * A phrase may stand under several concepts. The longest phrase wins.
 */
export type Concepts = Record<string, readonly [english: string, german: string, spanish: string]>;
