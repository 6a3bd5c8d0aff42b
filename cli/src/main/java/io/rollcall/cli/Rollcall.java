package io.rollcall.cli;

/** The {@code rollcall} command. */
public final class Rollcall {

    private Rollcall() {}

    public static void main(String[] args) {
        String version = Rollcall.class.getPackage().getImplementationVersion();
        System.out.println("rollcall " + (version == null ? "development" : version));
    }
}
