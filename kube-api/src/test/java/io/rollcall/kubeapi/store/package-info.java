/** The contract of the port, and the implementation in memory that the tests of the module use. */
@NullMarked
package io.rollcall.kubeapi.store;

import org.jspecify.annotations.NullMarked;
