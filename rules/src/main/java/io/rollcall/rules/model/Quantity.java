package io.rollcall.rules.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts of resources as Kubernetes writes them: {@code 4}, {@code 500m}, {@code 8Gi}, {@code 1e3}. */
public final class Quantity {

    /** What an API server says of a text that is no amount at all. */
    public static final String MALFORMED =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private static final Pattern SHAPE =
            Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)[eEinumkKMGTP]*[-+]?[0-9]*");
    private static final int NANO = 9;
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);
    private static final BigInteger KIBI = BigInteger.valueOf(1024);

    private static final Pattern FORM = Pattern.compile(
            "([+-]?[0-9]{1,30}(?:\\.[0-9]{0,30})?|[+-]?\\.[0-9]{1,30})(?:[eE]([+-]?[0-9]{1,3})|(m|u|n|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei))?");

    private Quantity() {}

    /** The amount without trailing zeros; empty when the text is none. */
    public static Optional<BigDecimal> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(form.group(1));
        String exponent = form.group(2);
        String unit = form.group(3);
        if (exponent != null) {
            number = number.scaleByPowerOfTen(Integer.parseInt(exponent));
        }
        BigDecimal factor = factor(unit == null ? "" : unit);
        return Optional.of(number.multiply(factor).stripTrailingZeros());
    }

    /** What an API server says of a text that is no amount; empty when it is one. */
    public static Optional<String> problem(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.of(MALFORMED);
        }
        return parse(text).isPresent() ? Optional.empty() : Optional.of("unable to parse quantity's suffix");
    }

    /**
     * The one way in which an API server writes an amount: {@code 1000m} is {@code 1}, {@code 1024Mi} is {@code 1Gi}, {@code 0.5} is
     * {@code 500m}. A text that is no amount stays as it is.
     */
    public static String canonical(String text) {
        Optional<BigDecimal> parsed = parse(text);
        if (parsed.isEmpty()) {
            return text;
        }
        BigDecimal value = parsed.get().setScale(NANO, RoundingMode.UP).stripTrailingZeros();
        if (value.signum() == 0) {
            return "0";
        }
        boolean whole = value.scale() <= 0;
        boolean large = value.abs().compareTo(new BigDecimal(KIBI)) >= 0;
        if (text.endsWith("i") && whole && large) {
            return scaled(value.toBigIntegerExact(), KIBI, BINARY);
        }
        BigInteger nanos = value.movePointRight(NANO).toBigIntegerExact();
        boolean exponent =
                text.indexOf('e') >= 0 || text.indexOf('E') >= 0 && !text.endsWith("E") && !text.endsWith("Ei");
        return exponent ? withExponent(nanos) : scaled(nanos, THOUSAND, DECIMAL);
    }

    private static String scaled(BigInteger mantissa, BigInteger step, List<String> units) {
        int unit = 0;
        BigInteger rest = mantissa;
        while (unit < units.size() - 1 && rest.mod(step).signum() == 0) {
            rest = rest.divide(step);
            unit++;
        }
        return rest + units.get(unit);
    }

    private static String withExponent(BigInteger nanos) {
        int power = -NANO;
        BigInteger rest = nanos;
        while (rest.mod(THOUSAND).signum() == 0) {
            rest = rest.divide(THOUSAND);
            power += 3;
        }
        return power == 0 ? rest.toString() : rest + "e" + power;
    }

    private static BigDecimal factor(String unit) {
        int binary = BINARY.indexOf(unit);
        return binary >= 0
                ? BigDecimal.valueOf(1L << (10 * binary))
                : BigDecimal.ONE.scaleByPowerOfTen(3 * DECIMAL.indexOf(unit) - NANO);
    }
}
