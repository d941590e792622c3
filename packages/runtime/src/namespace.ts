/**
 * The namespace that applications use which have the store to themselves.
 */

/** Default namespace of every driver. */
export const DEFAULT_NAMESPACE = 'kiemtra'
