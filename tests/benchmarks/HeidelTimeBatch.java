import de.unihd.dbs.heideltime.standalone.DocumentType;
import de.unihd.dbs.heideltime.standalone.HeidelTimeStandalone;
import de.unihd.dbs.heideltime.standalone.OutputType;
import de.unihd.dbs.heideltime.standalone.POSTagger;
import de.unihd.dbs.uima.annotator.heideltime.resources.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;

/** Tags every text of the list "texts" (lines of file and publication date) in one Java machine, to FILE.xml. */
public class HeidelTimeBatch {
    public static void main(String[] args) throws Exception {
        HeidelTimeStandalone tagger = new HeidelTimeStandalone(
            Language.VIETNAMESE, DocumentType.NEWS, OutputType.TIMEML, "config.props", POSTagger.NO);
        for (String line : Files.readAllLines(Path.of("texts"))) {
            String[] given = line.split(" ");
            String tagged = tagger.process(Files.readString(Path.of(given[0])), Date.valueOf(given[1]));
            Files.writeString(Path.of(given[0] + ".xml"), tagged);
        }
    }
}
