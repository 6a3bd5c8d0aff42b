package io.rollcall.kubeapi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;

/**
 * The objects that a {@link Choice} gives, as they were together at one version.
 *
 * @param items the objects by namespace and name, to be read only
 * @param version the version
 * @param more whether more of them are wanted than there was room for
 * @param left how many more; empty when there are none, or when nobody counted them
 */
public record Chosen(List<ObjectNode> items, long version, boolean more, OptionalLong left) {}
