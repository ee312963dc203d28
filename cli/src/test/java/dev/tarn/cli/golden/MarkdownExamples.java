package dev.tarn.cli.golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The examples in a Markdown document: fenced blocks whose first word says what they are.
///
/// - `mdtest-input NAME`: a file
/// - `mdtest-command`: a script; with `fails`, one that must not succeed
/// - `mdtest-output`: what the script before it prints, errors included; with `head`, how that begins, up to a last line `...`
///
/// All scripts of a document run in one folder, in their order, with the files of the document and `bin`, the launchers' folder.
final class MarkdownExamples {

    /// One script and what it must print.
    private record Example(int line, String script, boolean fails, String output, boolean head) {
    }

    private record Block(int line, List<String> words, String text) {
    }

    private final Path document;
    private final List<Block> blocks;

    private MarkdownExamples(Path document, List<Block> blocks) {
        this.document = document;
        this.blocks = blocks;
    }

    /// Finds the examples in `document`.
    static MarkdownExamples in(Path document) throws IOException {
        List<Block> blocks = new ArrayList<>();
        String fence = "";
        Block block = null;
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (String line : Files.readAllLines(document)) {
            number++;
            if (block != null && line.strip().equals(fence)) {
                blocks.add(new Block(block.line(), block.words(), text.toString()));
                block = null;
            } else if (block != null) {
                text.append(line).append('\n');
            } else if (line.startsWith("```")) {
                fence = line.substring(0, line.length() - line.replaceFirst("^`+", "").length());
                block = new Block(number, Arrays.asList(line.substring(fence.length()).strip().split("\\s+")), "");
                text.setLength(0);
            }
        }
        return new MarkdownExamples(document, blocks.stream().filter(b -> b.words().getFirst().startsWith("mdtest-")).toList());
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /// Runs the examples and returns which was wrong and how, or an empty text.
    String run(Path bin) throws IOException, InterruptedException {
        try (Shell shell = new Shell(bin)) {
            Files.createSymbolicLink(shell.folder().resolve("bin"), bin);
            for (Block block : blocks) {
                if (block.words().getFirst().equals("mdtest-input")) {
                    Files.writeString(shell.folder().resolve(block.words().get(1)), block.text());
                }
            }
            for (Example example : examples()) {
                Shell.Outcome outcome = shell.run(example.script(), new byte[0], List.of(), true, 120);
                String why = check(example, outcome);
                if (!why.isEmpty()) {
                    return document.getFileName() + ":" + example.line() + ": " + why;
                }
            }
            return "";
        }
    }

    private List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        Block command = null;
        for (Block block : blocks) {
            switch (block.words().getFirst()) {
                case "mdtest-input" -> { }
                case "mdtest-command" -> {
                    if (command != null) {
                        throw missingOutput(command);
                    }
                    command = block;
                }
                case "mdtest-output" -> {
                    if (command == null) {
                        throw new IllegalArgumentException(document + ":" + block.line() + ": mdtest-output without a command");
                    }
                    examples.add(new Example(command.line(), command.text(), command.words().contains("fails"),
                        block.text(), block.words().contains("head")));
                    command = null;
                }
                default -> throw new IllegalArgumentException(document + ":" + block.line() + ": unknown block " + block.words());
            }
        }
        if (command != null) {
            throw missingOutput(command);
        }
        return examples;
    }

    private IllegalArgumentException missingOutput(Block command) {
        return new IllegalArgumentException(document + ":" + command.line() + ": mdtest-command without mdtest-output");
    }

    private static String check(Example example, Shell.Outcome outcome) {
        String got = new String(outcome.out(), StandardCharsets.UTF_8);
        if (example.fails() != (outcome.status() != 0)) {
            return "exit status " + outcome.status() + "\n" + got;
        }
        if (example.head()) {
            String want = example.output().replaceFirst("\\.\\.\\.\\n\\z", "");
            return got.startsWith(want) ? "" : Difference.between("output", want, got);
        }
        return got.equals(example.output()) ? "" : Difference.between("output", example.output(), got);
    }
}
