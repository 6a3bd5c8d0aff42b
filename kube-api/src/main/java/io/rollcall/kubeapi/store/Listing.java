package io.rollcall.kubeapi.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Objects as they were together at one version.
 *
 * @param items the objects by namespace and name, to be read only
 * @param version the version
 */
public record Listing(List<ObjectNode> items, long version) {}
