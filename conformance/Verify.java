import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * veraPDF's engine without its command line: one line for each file and profile.
 *
 * Usage: Verify PROFILE[,PROFILE...] FILE...
 * Prints "FILE TAB PROFILE TAB number of failures", and below it each failed rule with its first
 * place, after a tab.
 */
public class Verify {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < arguments.length; i++) {
            for (String name : arguments[0].split(",")) {
                verify(arguments[i], PDFAFlavour.fromString(name));
            }
        }
    }

    private static void verify(String file, PDFAFlavour flavour) throws Exception {
        try (FileInputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, -1, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, Integer> counts = new TreeMap<>();
            Map<String, String> examples = new TreeMap<>();
            for (TestAssertion found : result.getTestAssertions()) {
                if (found.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = found.getRuleId().getClause() + "-" + found.getRuleId().getTestNumber();
                    counts.merge(rule, 1, Integer::sum);
                    examples.putIfAbsent(rule, found.getMessage() + " at " + found.getLocation().getContext());
                }
            }
            int failures = counts.values().stream().mapToInt(Integer::intValue).sum();
            if (failures == 0 && !result.isCompliant()) {
                failures = 1;
            }
            System.out.println(file + "\t" + flavour + "\t" + failures);
            examples.forEach((rule, example) ->
                    System.out.println("\t" + rule + " (" + counts.get(rule) + "): " + example.replaceAll("\\s+", " ")));
        }
    }
}
