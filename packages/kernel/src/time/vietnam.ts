/**
 * Vietnam's public holidays and make-up days, 2023 to 2027.
 */
export {}
