package org.gatewatch.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** What these tests install is what the image ships: two POMs list it, for the image is built after it was tested. */
class ImageContentsTest {
    /** In the image's {@code lib}: they are the launcher's class path and no bundles of the running framework. */
    private static final Set<String> LAUNCHER = Set.of("org.apache.felix.framework", "picocli");

    @Test
    void installsTheBundlesOfTheImage() throws Exception {
        var image = artifacts(Path.of("../../distribution/pom.xml"));
        image.removeAll(LAUNCHER);

        assertEquals(image, artifacts(Path.of("pom.xml")));
    }

    /** Artifact ids of the dependencies that have no scope of their own. */
    private static Set<String> artifacts(Path pom) throws IOException, ParserConfigurationException, SAXException {
        var dependencies = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getElementsByTagName("dependency");
        return IntStream.range(0, dependencies.getLength())
                .mapToObj(dependencies::item)
                .map(Element.class::cast)
                .filter(dependency -> dependency.getElementsByTagName("scope").getLength() == 0)
                .map(dependency -> dependency.getElementsByTagName("artifactId").item(0))
                .map(Node::getTextContent)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
