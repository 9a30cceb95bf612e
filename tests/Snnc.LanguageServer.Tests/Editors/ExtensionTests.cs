using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Snnc.Compiler;
using Snnc.Compiler.Symbols;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.LanguageServer.Tests.Editors;

/// <summary>The extension of VS Code keeps up with the language, and its own tests pass.</summary>
public sealed partial class ExtensionTests
{
    private static readonly string Folder = Repository.PathOf("sdk", "vscode-snn");

    public static TheoryData<string> Snippets() => [.. Read("snippets/snn.json").EnumerateObject().Select(snippet => snippet.Name)];

    [Fact]
    public void Grammar_KnowsTheWordsOfTheLanguage()
    {
        // In JSON the mark of a word's edge is two backslashes and a letter.
        var known = Word().Matches(Text("syntaxes/snn.tmLanguage.json").Replace(@"\\b", " ", StringComparison.Ordinal)).Select(match => match.Value).ToHashSet();
        var models = NeuronName().Matches(StandardLibrary.Prelude.Content).Select(match => match.Groups[1].Value);
        var words = SyntaxFacts.ReservedWords.Concat(OperatorCatalog.Names.SelectMany(name => name.Split('.'))).Concat(models);

        words.Where(word => !known.Contains(word)).ShouldBeEmpty("give them a colour in syntaxes/snn.tmLanguage.json");
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_AsItIsInserted_Compiles(string name)
    {
        var text = Expand(Read("snippets/snn.json").GetProperty(name).GetProperty("body"));
        var isDeclaration = Declaration().IsMatch(text);

        var program = isDeclaration ? text : $"network Net {{\n{text}\n}}";
        var found = Compilation.Create(new SourceText("snippet.snn", program), new NoFiles(), new FileTensorResolver()).Diagnostics
            .Where(each => each.Severity == Compiler.Diagnostics.Severity.Error);

        // A part of a network names nodes, and a test a network, that are not there: only its form can be right or wrong.
        (isDeclaration && !text.StartsWith("test", StringComparison.Ordinal) ? found : found.Where(each => each.Code.StartsWith("SNN01", StringComparison.Ordinal)))
            .Select(each => $"{each.Location.Start.Line}: {each.Code} {each.Message}").ShouldBeEmpty(program);
    }

    [Fact]
    public void Commands_OfTheManifest_AreThoseThatAreRegistered()
    {
        var declared = Read("package.json").GetProperty("contributes").GetProperty("commands").EnumerateArray().Select(command => command.GetProperty("command").GetString());
        var sources = Directory.EnumerateFiles(Path.Combine(Folder, "src"), "*.ts", SearchOption.AllDirectories).Select(File.ReadAllText);
        var registered = sources.SelectMany(source => Registration().Matches(source)).Select(match => match.Groups[1].Value);

        registered.ShouldBe(declared!, ignoreOrder: true);
    }

    [Fact]
    public void Settings_OfTheManifest_AreExplainedToTheReader()
    {
        var settings = Read("package.json").GetProperty("contributes").GetProperty("configuration").GetProperty("properties").EnumerateObject().Select(setting => setting.Name);
        var readme = Text("README.md");

        settings.Where(setting => !readme.Contains($"`{setting}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Defaults_OfTheManifest_AreThoseOfTheServer()
    {
        var settings = Read("package.json").GetProperty("contributes").GetProperty("configuration").GetProperty("properties");
        JsonElement Default(string name) => settings.GetProperty(name).GetProperty("default");

        var server = new LanguageServer.Documents.Settings();
        Default("snn.diagnostics.delay").GetInt32().ShouldBe(server.Delay);
        Default("snn.inlayHints.enabled").GetBoolean().ShouldBe(server.InlayHints);
        Default("snn.codeLens.enabled").GetBoolean().ShouldBe(server.CodeLens);
        Default("snn.codeLens.targets").EnumerateArray().Select(target => target.GetString()).ShouldBe(server.Targets);
    }

    [Fact]
    public void Packages_AreLocked_WithoutTheNameOfARegistry() => Text("package-lock.json").ShouldNotContain("\"resolved\"");

    [NodePackagesFact]
    public void Parts_OfTheExtension_PassTheirTests()
    {
        Node("scripts/build.mjs", "--tests").ShouldBe("");
        Node("--test", "out/test/").ShouldContain("# fail 0");
    }

    [NodePackagesFact(browser: true)]
    public void Server_BehindAnEditorInABrowser_ShowsErrorsHoverAndCompletion() =>
        Node("test/monaco/run.mjs", Path.Combine(AppContext.BaseDirectory, "snnc.dll")).ShouldContain("ok - completion");

    private static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    private static JsonElement Read(string name) => JsonDocument.Parse(Text(name)).RootElement;

    private static string Expand(JsonElement body)
    {
        var text = body.ValueKind == JsonValueKind.Array ? string.Join('\n', body.EnumerateArray().Select(line => line.GetString())) : body.GetString()!;
        return Choice().Replace(Placeholder().Replace(text, "$1"), "$1").Replace("$0", "", StringComparison.Ordinal);
    }

    private static string Node(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output.Result + error.Result);
        return output.Result;
    }

    [GeneratedRegex(@"[a-z_][a-z0-9_]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^neuron (\w+)", RegexOptions.Multiline)]
    private static partial Regex NeuronName();

    [GeneratedRegex(@"^(network|neuron|block|test)\b", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"registerCommand\('([^']+)'")]
    private static partial Regex Registration();

    [GeneratedRegex(@"\$\{\d+:([^}]*)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\$\{\d+\|([^,|]*)[^}]*\}")]
    private static partial Regex Choice();

    private sealed class NoFiles : ISourceResolver
    {
        public SourceText? TryRead(string fromPath, string reference) => null;
    }
}
