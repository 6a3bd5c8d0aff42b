package io.rollcall.cli.conformance;

import java.nio.file.Path;
import java.util.SortedSet;

/**
 * A test method that names items.
 *
 * @param module folder of its module, below the root
 * @param source its file
 * @param className fully qualified, of the file's class
 * @param method its name
 * @param items the items that it names
 * @param doubt why it may not run, or not to its end; empty when it does
 */
record Proof(String module, Path source, String className, String method, SortedSet<Integer> items, String doubt) {

    String simpleName() {
        return className.substring(className.lastIndexOf('.') + 1) + "#" + method;
    }
}
