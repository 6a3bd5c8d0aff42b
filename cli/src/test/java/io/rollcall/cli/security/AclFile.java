package io.rollcall.cli.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A list of rights for operators, as they read it. */
final class AclFile {

    private static final Pattern LINE = Pattern.compile(
            "--operation (\\w+) --(topic|group|transactional-id) (\\S+)( --resource-pattern-type prefixed)?");

    private AclFile() {}

    /** Its lines. */
    static List<String> rights(String role) throws IOException {
        return Files.readAllLines(Path.of("..", "ops", "acls", role + ".acls")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    /** What kafka-acls makes of all of them for a principal. */
    static List<AclBinding> allGranted(String role, String principal) throws IOException {
        return rights(role).stream().map(line -> granted(line, principal)).toList();
    }

    /** What kafka-acls makes of a line for a principal. */
    static AclBinding granted(String line, String principal) {
        Matcher right = LINE.matcher(line);
        if (!right.matches()) {
            throw new AssertionError("not a right: " + line);
        }
        PatternType pattern = right.group(4) == null ? PatternType.LITERAL : PatternType.PREFIXED;
        return new AclBinding(
                new ResourcePattern(ResourceType.fromString(right.group(2).replace('-', '_')), right.group(3), pattern),
                new AccessControlEntry("User:" + principal, "*", operation(right.group(1)), AclPermissionType.ALLOW));
    }

    private static AclOperation operation(String word) {
        return AclOperation.fromString(word.replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
    }
}
