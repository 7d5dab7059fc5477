package org.gatewatch.config.internal.settings;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatewatch.api.desired.ConfigurationProblem;
import org.gatewatch.api.desired.SettingsValidator;
import org.gatewatch.config.internal.settings.SettingsFile.Setting;
import org.gatewatch.config.internal.yaml.NearestWord;
import org.gatewatch.config.internal.yaml.Place;
import org.gatewatch.config.internal.yaml.Problems;
import org.osgi.framework.BundleContext;

/**
 * Checks the {@code .cfg} files of a folder: does somebody read the file, is every key and value allowed, and would the
 * component take them together.
 */
public final class SettingsCheck {
    private static final String ENDING = ".cfg";
    private static final String OURS = "org.gatewatch.";
    private static final Pattern TOLD = Pattern.compile("([\\w.-]+)(?: '(.*?)')?: (.*)", Pattern.DOTALL);
    private static final Pattern ALLOWED =
            Pattern.compile("(.*?)(?:(?:^|[:;,] )(?:allowed|needed) (?:is|are) )(.*)", Pattern.DOTALL);

    private final MetatypeCatalogue catalogue;
    private final List<SettingsValidator> validators;

    private SettingsCheck(MetatypeCatalogue catalogue, List<SettingsValidator> validators) {
        this.catalogue = catalogue;
        this.validators = validators;
    }

    /** All problems of the folder's files, against the bundles that the loader sees. */
    public static List<ConfigurationProblem> check(Path folder, ClassLoader loader) {
        return check(
                folder,
                '*' + ENDING,
                () -> new SettingsCheck(
                        MetatypeCatalogue.of(loader),
                        ServiceLoader.load(SettingsValidator.class, loader).stream()
                                .map(ServiceLoader.Provider::get)
                                .toList()));
    }

    /** All problems of our own files in the folder, against our bundles in this framework. */
    public static List<ConfigurationProblem> check(Path folder, BundleContext context) {
        var bundles = Arrays.stream(context.getBundles())
                .filter(bundle -> String.valueOf(bundle.getSymbolicName()).startsWith(OURS))
                .toList();
        return check(
                folder,
                OURS + '*' + ENDING,
                () -> new SettingsCheck(MetatypeCatalogue.of(bundles), BundleValidators.of(bundles)));
    }

    /** The keys, of all bundles that the loader sees, whose values are passwords. */
    public static Set<String> secretKeys(ClassLoader loader) throws IOException {
        return MetatypeCatalogue.of(loader).secretKeys();
    }

    /** Makes a check; what it reads for that is not kept. */
    @FunctionalInterface
    private interface Making {
        SettingsCheck make() throws IOException;
    }

    private static List<ConfigurationProblem> check(Path folder, String names, Making making) {
        var problems = new ArrayList<ConfigurationProblem>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, names)) {
            var check = making.make();
            var files = new TreeSet<Path>();
            stream.forEach(files::add);
            files.forEach(file -> problems.addAll(check.check(file)));
        } catch (IOException e) {
            var whole = new Problems(folder.toString());
            whole.add("the .cfg files cannot be checked: " + e);
            problems.addAll(whole.list());
        }
        return problems;
    }

    private List<ConfigurationProblem> check(Path file) {
        var problems = new Problems(file.toString());
        String pid = pid(file.getFileName().toString());
        var keys = catalogue.keys(pid);
        if (keys.isEmpty()) {
            var known = catalogue.pids().stream()
                    .map(each -> each + ENDING)
                    .sorted()
                    .toList();
            problems.add(Problems.message(
                    "no bundle reads a file of this name" + NearestWord.hint(pid + ENDING, known),
                    String.join(", ", known)));
            return problems.list();
        }
        try {
            var settings = SettingsFile.read(file);
            check(settings, keys.get(), problems);
            if (problems.isEmpty()) {
                checkTogether(pid, settings, problems);
            }
        } catch (IOException e) {
            problems.add("cannot be read: " + e);
        } catch (SettingsFile.MalformedException e) {
            problems.add(problems.place(e.line(), 1), "", "", Problems.message(e.getMessage(), "Java properties"));
        }
        return problems.list();
    }

    /** Of {@code pid-instance.cfg} the part before the first hyphen. */
    private static String pid(String fileName) {
        String name = fileName.substring(0, fileName.length() - ENDING.length());
        int hyphen = name.indexOf('-');
        return hyphen < 0 ? name : name.substring(0, hyphen);
    }

    private static void check(List<Setting> settings, Map<String, SettingKey> keys, Problems problems) {
        Map<String, Place> places = new HashMap<>();
        for (Setting setting : settings) {
            var place = problems.place(setting.line(), setting.column());
            SettingKey key = keys.get(setting.key());
            if (key == null) {
                var known = new TreeSet<>(keys.keySet());
                String hint = NearestWord.hint(setting.key(), known);
                problems.add(
                        place, setting.key(), "", Problems.message("unknown key" + hint, String.join(", ", known)));
                continue;
            }
            Place first = places.putIfAbsent(setting.key(), place);
            if (first != null) {
                problems.add(
                        place,
                        setting.key(),
                        "",
                        Problems.message("given twice; its first value is at " + first, "once"));
            }
            SettingRule rule = new SettingRule(key);
            rule.violation(setting.value())
                    .ifPresent(message -> problems.add(place, setting.key(), rule.shown(setting.value()), message));
        }
    }

    /** Left to the running component when one of the values is known only there. */
    private void checkTogether(String pid, List<Setting> settings, Problems problems) {
        if (!settings.stream().allMatch(setting -> SettingRule.isLiteral(setting.value()))) {
            return;
        }
        var values = settings.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Setting::value));
        for (var validator : validators) {
            if (validator.pid().equals(pid)) {
                validator.problem(values).ifPresent(told -> add(told, settings, problems));
            }
        }
    }

    /** A component tells {@code key 'value': what is allowed} or the like, and no place. */
    private static void add(String told, List<Setting> settings, Problems problems) {
        var parts = TOLD.matcher(told);
        var at = parts.matches()
                ? settings.stream()
                        .filter(it -> it.key().equals(parts.group(1)))
                        .findFirst()
                : Optional.<Setting>empty();
        at.ifPresentOrElse(
                setting -> problems.add(
                        problems.place(setting.line(), setting.column()),
                        setting.key(),
                        Optional.ofNullable(parts.group(2)).orElse(""),
                        inForm(parts.group(3))),
                () -> problems.add(inForm(told)));
    }

    /** The same in the form that all messages share. */
    private static String inForm(String told) {
        var allowed = ALLOWED.matcher(told);
        if (!allowed.matches()) {
            return told;
        }
        String what = allowed.group(1);
        return Problems.message(what.isEmpty() ? "not of this form" : what, allowed.group(2));
    }
}
