package io.rollcall.cli.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the reports of the last runs say of proofs. A report that is missing, or older than the test, says nothing: in a build
 * of one module the others have not run.
 */
final class TestReports {

    private final Repository repository;

    TestReports(Repository repository) {
        this.repository = repository;
    }

    /** What speaks against a proof: cases that failed or were skipped when it last ran. */
    List<String> against(Proof proof) throws IOException {
        List<String> findings = new ArrayList<>();
        for (String folder : List.of("surefire-reports", "failsafe-reports")) {
            Path report = repository
                    .root()
                    .resolve(proof.module())
                    .resolve("target")
                    .resolve(folder)
                    .resolve("TEST-" + proof.className() + ".xml");
            if (Files.exists(report)
                    && Files.getLastModifiedTime(report).compareTo(Files.getLastModifiedTime(proof.source())) >= 0) {
                findings.addAll(against(proof, report));
            }
        }
        return findings;
    }

    private static List<String> against(Proof proof, Path report) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<String> findings = new ArrayList<>();
        try (InputStream in = Files.newInputStream(report)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            String testCase = "";
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                String element = xml.getLocalName();
                if (element.equals("testcase")) {
                    String name = xml.getAttributeValue(null, "name");
                    testCase = name == null ? "" : name;
                } else if (isOf(proof, testCase)
                        && List.of("failure", "error", "skipped").contains(element)) {
                    findings.add(proof.simpleName() + ": " + element + " in " + report.getFileName());
                }
            }
        } catch (XMLStreamException unfinished) {
            // A run that was broken off leaves half a report, which says nothing.
            return List.of();
        }
        return findings;
    }

    private static boolean isOf(Proof proof, String testCase) {
        return testCase.equals(proof.method())
                || testCase.startsWith(proof.method() + "(")
                || testCase.startsWith(proof.method() + "[");
    }
}
