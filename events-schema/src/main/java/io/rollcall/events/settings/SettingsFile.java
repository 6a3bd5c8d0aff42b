package io.rollcall.events.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads a properties file, in UTF-8, so that each setting knows its line. */
final class SettingsFile {

    private SettingsFile() {}

    /**
     * Adds what stands in the file.
     *
     * @param problems takes what is wrong with it, a line each
     */
    static void read(Path file, Map<String, GivenSetting> given, List<String> problems) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            problems.add(file + ": there is no such file; name one with --config, or leave the option out");
            return;
        } catch (AccessDeniedException e) {
            problems.add(file + ": the file may not be read; give this user the right to");
            return;
        } catch (MalformedInputException e) {
            problems.add(file + ": the file is not UTF-8 text; write it as such");
            return;
        } catch (IOException e) {
            problems.add(file + ": the file cannot be read: " + e.getMessage());
            return;
        }
        int next = 0;
        while (next < lines.size()) {
            int first = next + 1;
            StringBuilder logical = new StringBuilder(lines.get(next++));
            // A comment cannot be continued.
            boolean comment = logical.toString().stripLeading().startsWith("#")
                    || logical.toString().stripLeading().startsWith("!");
            while (!comment && continues(logical) && next < lines.size()) {
                logical.append('\n').append(lines.get(next++));
            }
            take(logical.toString(), file + ":" + first, given, problems);
        }
    }

    /** An odd number of backslashes at the end of a line takes the next one in. */
    private static boolean continues(CharSequence line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static void take(String logical, String place, Map<String, GivenSetting> given, List<String> problems) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logical));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(place + ": " + e.getMessage() + "; write a backslash as \\\\");
            return;
        }
        for (String name : one.stringPropertyNames()) {
            GivenSetting setting = new GivenSetting(one.getProperty(name).strip(), place);
            GivenSetting before = given.putIfAbsent(name, setting);
            if (before != null) {
                problems.add(place + ": " + name + " is set already (" + before.place() + "); take one of both out");
            }
        }
    }
}
