package io.rollcall.rules.model;

/**
 * What a toleration means for decisions; every part is empty when absent. tolerationSeconds decides nothing here (semantics
 * 2.4) and stays in the template's JSON.
 *
 * @param key the taint key, empty for any (only legal with Exists)
 * @param operator Equal, Exists, Lt or Gt; empty means Equal
 * @param value the value that Equal, Lt and Gt compare with
 * @param effect the taint effect, empty for any
 */
public record Toleration(String key, String operator, String value, String effect) {

    /** A short text for explanations, such as {@code node.kubernetes.io/not-ready:NoExecute Exists}. */
    public String text() {
        String what = key.isEmpty() ? "any key" : key;
        String compared = value.isEmpty() ? "" : " " + value;
        String where = effect.isEmpty() ? "" : ":" + effect;
        return what + where + " " + (operator.isEmpty() ? "Equal" : operator) + compared;
    }
}
