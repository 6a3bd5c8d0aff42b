package io.rollcall.cli;

import io.rollcall.cli.acls.AclsCommand;
import io.rollcall.cli.audit.AuditCommand;
import io.rollcall.cli.bench.BenchCommand;
import io.rollcall.cli.component.ClusterCommand;
import io.rollcall.cli.component.ControllerCommand;
import io.rollcall.cli.component.ProjectorCommand;
import io.rollcall.cli.component.RegistryCommand;
import io.rollcall.cli.diff.DiffCommand;
import io.rollcall.cli.explain.ExplainCommand;
import io.rollcall.cli.replay.ReplayCommand;
import io.rollcall.cli.secrets.SecretsCommand;
import io.rollcall.cli.topics.TopicsCommand;
import io.rollcall.cli.up.UpCommand;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code rollcall} command. */
@Command(
        name = "rollcall",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = "A Kubernetes DaemonSet controller whose only memory is a Kafka log.",
        subcommands = {
            UpCommand.class,
            ReplayCommand.class,
            ExplainCommand.class,
            AuditCommand.class,
            DiffCommand.class,
            ControllerCommand.class,
            ProjectorCommand.class,
            ClusterCommand.class,
            RegistryCommand.class,
            TopicsCommand.class,
            AclsCommand.class,
            SecretsCommand.class,
            BenchCommand.class,
            VersionCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:success",
            "1:a finding: a divergence, a failed verification, a difference",
            "2:wrong usage or unusable input",
            "3:a fault in Rollcall itself",
            "4:a component was told to stop and did not in time"
        })
public final class Rollcall implements Runnable {

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandLine.Model.CommandSpec spec;

    private Rollcall() {}

    /** Runs it and ends the process with its exit status. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        System.exit(run(out, err, args));
    }

    /** Runs it and returns the exit status. */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Rollcall())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Failures::execution)
                .setParameterExceptionHandler(Failures::usage)
                .execute(args);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command is missing: rollcall --help lists them");
    }
}
