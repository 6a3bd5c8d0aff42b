package io.rollcall.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging of the command: none until a command names a file. Found by Logback as a service. */
public final class Logs extends ContextAwareBase implements Configurator {

    /**
     * What Kafka says of a failure in a task or of a key store that cannot be read, each with a stack trace: Rollcall says it once, in a line, and
     * has the trace where it helps.
     */
    private static final List<String> TWICE_TOLD = List.of(
            "org.apache.kafka.streams.KafkaStreams",
            "org.apache.kafka.streams.errors.LogAndFailProcessingExceptionHandler",
            "org.apache.kafka.streams.processor.internals.ProcessorNode",
            "org.apache.kafka.streams.processor.internals.TaskExecutor",
            "org.apache.kafka.common.security.ssl.DefaultSslEngineFactory");

    /** What it logs at DEBUG has the headers of requests in it, and so the tokens. */
    private static final String HEADERS = "org.eclipse.jetty.http.HttpParser";

    /** However much is logged otherwise, secrets are not. */
    public static void withoutSecrets(LoggerContext context) {
        context.getLogger(HEADERS).setLevel(Level.INFO);
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        withoutSecrets(context);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** From now on logs are appended to this file: Rollcall's from INFO, those of the libraries from WARN. */
    public static void to(Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setFile(file.toString());
        begin(context, appender, text(context));
    }

    /**
     * From now on logs go to standard error, as much as in {@link #to(Path)}.
     *
     * @param cause asked by the thread that logs: the record that it is handling, which then stands in the line
     */
    public static void toStandardError(LogFormat format, Supplier<Optional<String>> cause) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.addTurboFilter(new CauseOfLine(cause));
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        begin(
                context,
                appender,
                switch (format) {
                    case TEXT -> text(context);
                    case JSON -> json(context);
                });
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setPattern(
                "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{30} %replace(%X{cause} ){'^ $', ''}%msg%n");
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }

    private static void begin(
            LoggerContext context, OutputStreamAppender<ILoggingEvent> appender, Encoder<ILoggingEvent> encoder) {
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(Level.WARN);
        context.getLogger("io.rollcall").setLevel(Level.INFO);
        // A line for each partition that an answer is for after it was given back: at every start and rebalance, and of
        // no use.
        context.getLogger("org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils")
                .setLevel(Level.ERROR);
        withoutSecrets(context);
        TWICE_TOLD.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
    }
}
