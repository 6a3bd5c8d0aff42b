/**
 * The columns of objects as an API server prints them for kubectl (semantics 9.2). Pure: an object as JSON and a moment go in,
 * cells come out.
 */
@NullMarked
package io.rollcall.kubeapi.table;

import org.jspecify.annotations.NullMarked;
