package io.rollcall.controller.simulation;

import io.rollcall.controller.aggregate.JournalDecider;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * Loads rules and aggregate once more, with a mistake in them. What goes in and out of a decider is shared, so that the simulation, with
 * the rules as they are, judges deciders with the mistake. Byte Buddy comes with AssertJ.
 */
final class PlantedDeciders extends ClassLoader {

    private static final List<String> LOADED_AGAIN = List.of("io.rollcall.rules.", "io.rollcall.controller.aggregate.");
    private static final List<String> SHARED =
            List.of("JournalDecider", "JournalPosition", "Outcome", "Output", "StateRow").stream()
                    .map(name -> "io.rollcall.controller.aggregate." + name)
                    .toList();

    private final PlantedBug bug;

    PlantedDeciders(PlantedBug bug) {
        super(PlantedDeciders.class.getClassLoader());
        this.bug = bug;
        try {
            loadClass(bug.className);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the bug cannot be planted", e);
        }
    }

    /** A decider with the mistake that has seen nothing yet. */
    JournalDecider decider() {
        try {
            Class<?> profile = loadClass("io.rollcall.rules.profile.RuleProfile");
            Class<?> options = loadClass("io.rollcall.controller.aggregate.DeciderOptions");
            return (JournalDecider) loadClass("io.rollcall.controller.aggregate.Decider")
                    .getConstructor(profile, options)
                    .newInstance(
                            profile.getField("NEWEST").get(null),
                            options.getField("DEFAULTS").get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the decider cannot be made", e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        String outer = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
        if (SHARED.contains(outer) || LOADED_AGAIN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                byte[] code = name.equals(bug.className) ? withBug(name) : asItIs(name);
                loaded = defineClass(name, code, 0, code.length);
            }
            return loaded;
        }
    }

    private byte[] withBug(String name) {
        ClassFileLocator files = ClassFileLocator.ForClassLoader.of(getParent());
        return new ByteBuddy()
                .redefine(TypePool.Default.of(files).describe(name).resolve(), files)
                .visit(Advice.to(bug.advice)
                        .on(ElementMatchers.named(bug.method).and(bug.overload)))
                .make()
                .getBytes();
    }

    private byte[] asItIs(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException | NullPointerException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
