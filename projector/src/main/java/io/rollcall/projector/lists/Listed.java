package io.rollcall.projector.lists;

/**
 * An item of a list.
 *
 * @param key where it stands in the order of the list: the list goes on behind it
 */
public record Listed<T>(T item, String key) {}
