package io.rollcall.projector.matrix;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Small numbers for names of nodes, from 0 on. Numbers never change. One thread gives them, any may ask. */
final class NodeNumbers {

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    /** The number of a name, a new one where it has none. */
    int give(String name) {
        Integer number = numbers.putIfAbsent(name, numbers.size());
        return number == null ? of(name) : number;
    }

    /** The number of a name that was given one. */
    int of(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalStateException("node " + name + " has no number");
        }
        return number;
    }
}
