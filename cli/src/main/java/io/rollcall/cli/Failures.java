package io.rollcall.cli;

import io.rollcall.cli.console.ExitStatus;
import io.rollcall.cli.console.UserException;
import io.rollcall.cluster.app.ClusterStoppedException;
import io.rollcall.cluster.app.UnconfirmedException;
import io.rollcall.controller.app.ControllerStartException;
import io.rollcall.events.broker.BrokerStartException;
import io.rollcall.events.registry.RegistryStartException;
import io.rollcall.events.rights.KafkaAccessException;
import io.rollcall.events.settings.InvalidSettingsException;
import io.rollcall.events.topics.TopicException;
import io.rollcall.kubeapi.http.KubeApiStartException;
import io.rollcall.projector.view.ViewException;
import io.rollcall.projector.web.WebStartException;
import java.io.PrintWriter;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What is said, in one line, when a command fails, and the exit status that goes with it. */
final class Failures {

    /** Asks for the stack trace of a fault. */
    private static final String DEBUG = "ROLLCALL_DEBUG";

    private Failures() {}

    static int usage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(name(command) + ": " + firstLine(e));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
            err.println("See " + name(command) + " --help");
        }
        return ExitStatus.UNUSABLE;
    }

    static int execution(Exception e, CommandLine command, ParseResult result) {
        List<String> mendable = userMessage(e);
        if (!mendable.isEmpty()) {
            mendable.forEach(line -> command.getErr().println(name(command) + ": " + line));
            return ExitStatus.UNUSABLE;
        }
        LoggerFactory.getLogger(Failures.class).error("{} failed", name(command), e);
        if (System.getenv(DEBUG) != null) {
            e.printStackTrace(command.getErr());
        }
        command.getErr()
                .println(name(command) + ": a fault in Rollcall, please report it: "
                        + e.getClass().getSimpleName() + ": " + firstLine(e) + " (" + DEBUG
                        + "=1 shows where)");
        return ExitStatus.FAULT;
    }

    /** What the first cause says that a user can mend: one line a problem. */
    private static List<String> userMessage(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserException || cause instanceof InvalidSettingsException) {
                return String.valueOf(cause.getMessage()).lines().toList();
            }
            if (cause instanceof BrokerStartException
                    || cause instanceof ControllerStartException
                    || cause instanceof KafkaAccessException
                    || cause instanceof RegistryStartException
                    || cause instanceof TopicException
                    || cause instanceof ViewException
                    || cause instanceof WebStartException
                    || cause instanceof KubeApiStartException
                    || cause instanceof ClusterStoppedException
                    || cause instanceof UnconfirmedException) {
                return List.of(firstLine(cause));
            }
        }
        return List.of();
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private static String firstLine(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null
                ? thrown.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
