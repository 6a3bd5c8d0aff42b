package io.rollcall.controller.router;

import io.rollcall.events.ResourceKind;

/** Keys of the Router's tables: the kind stands first, so that a kind is one range of keys. */
final class RowKeys {

    private RowKeys() {}

    static String prefix(ResourceKind kind) {
        return kind.name() + ":";
    }

    static String of(ResourceKind kind, String keyOrUid) {
        return prefix(kind) + keyOrUid;
    }

    static String strip(ResourceKind kind, String rowKey) {
        return rowKey.substring(prefix(kind).length());
    }
}
