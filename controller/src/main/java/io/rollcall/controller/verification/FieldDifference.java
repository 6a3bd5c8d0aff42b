package io.rollcall.controller.verification;

/**
 * The first field in which two records differ.
 *
 * @param field its path, such as {@code detail.taint}
 * @param recorded its value in the one
 * @param recomputed its value in the other
 */
record FieldDifference(String field, String recorded, String recomputed) {}
