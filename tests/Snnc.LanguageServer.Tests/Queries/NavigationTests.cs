using System.Collections.Generic;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Text;
using Snnc.LanguageServer.Queries;
using Xunit;

namespace Snnc.LanguageServer.Tests.Queries;

/// <summary>From a name to its declaration, to its other places, and to another name.</summary>
public sealed class NavigationTests
{
    private const string Program = """
        use "cells.snn";
        const N = 4;
        network Net {
            time { step = 1 ms; steps = 4; }
            input x: spikes[N];
            x -> fc: dense(N) -> a: cell(tau = 3 ms) -> p: pair(3);
            a -> rec: dense(N, delay = 1 step) -> a.i;
            output y = p.fc;
            output z = last(a.u);
        }
        """;

    private static readonly Dictionary<string, string> Files = new()
    {
        ["cells.snn"] = "neuron cell { param tau = 5 ms; state u = 0; input i; dynamics { u' = -u / tau; } emit u; }\n"
            + "block pair(n) { input x: signal; x -> fc: dense(n) -> a: cell(); output y = a; }",
    };

    [Theory]
    [InlineData("N];", "net.snn", "N = 4")]
    [InlineData("a.u", "net.snn", "a: cell")]
    [InlineData("cell(tau", "cells.snn", "cell {")]
    [InlineData("tau = 3", "cells.snn", "tau = 5")]
    [InlineData("u);", "cells.snn", "u = 0")]
    [InlineData("i;\n    output y", "cells.snn", "i;")]
    [InlineData("pair(3)", "cells.snn", "pair(n)")]
    [InlineData("fc;\n    output z", "cells.snn", "fc: dense")]
    [InlineData("\"cells.snn\"", "cells.snn", "neuron cell")]
    public void Definition_OfAName_IsWhereItIsDeclared(string place, string path, string target)
    {
        var cursor = Cursor.At(Program, place.ReplaceLineEndings("\n"), Files);

        var at = NavigationQuery.Definition(cursor.View, cursor.Offset).ShouldNotBeNull();

        at.Path.ShouldBe(path);
        at.Source.Content[at.Span.Start..].ShouldStartWith(target);
    }

    [Fact]
    public void Definition_OfAModelOfThePrelude_IsInThePrelude()
    {
        var cursor = Cursor.At(Programs.Digits, "lif(");

        NavigationQuery.Definition(cursor.View, cursor.Offset).ShouldNotBeNull().Path.ShouldBe(StandardLibrary.Prelude.Path);
    }

    [Theory]
    [InlineData("dense(N)")]
    [InlineData("ms;")]
    [InlineData("{ step")]
    public void Definition_OfALanguagesWord_IsNone(string place)
    {
        var cursor = Cursor.At(Program, place, Files);

        NavigationQuery.Definition(cursor.View, cursor.Offset).ShouldBeNull();
    }

    [Theory]
    [InlineData("N];", 4, 0)]
    [InlineData("a: cell", 4, 0)]
    [InlineData("cell(tau", 1, 2)]
    [InlineData("tau = 3", 1, 2)]
    [InlineData("fc: dense(N)", 1, 0)]
    public void References_OfAName_AreAllOfThem(string place, int here, int there)
    {
        var cursor = Cursor.At(Program, place, Files);

        var places = NavigationQuery.References(NavigationQuery.SymbolAt(cursor.View, cursor.Offset)!.Symbol, [cursor.View.Compilation]);

        places.Count(p => p.At.Path == "net.snn").ShouldBe(here);
        places.Count(p => p.At.Path == "cells.snn").ShouldBe(there);
        places.Count(p => p.IsDeclaration).ShouldBe(1);
    }

    [Theory]
    [InlineData("a: cell", "hidden")]
    [InlineData("N = 4", "SIZE")]
    [InlineData("Net {", "Other")]
    [InlineData("x: spikes", "events")]
    [InlineData("y = p", "answer")]
    [InlineData("y = p", "last")]
    [InlineData("a: cell", "N")]
    public void Rename_OfAName_GivesAProgramThatMeansTheSame(string place, string name)
    {
        var cursor = Cursor.At(Program, place, Files);
        var places = RenameQuery.Run(cursor.View, cursor.Offset, name, [cursor.View.Compilation]);

        var renamed = Cursor.In(cursor.With(places.Select(p => (p.Span, name))) + "|", Files);

        places.ShouldAllBe(p => p.Path == "net.snn");
        renamed.View.Compilation.Diagnostics.Select(d => d.Code).ShouldBe(cursor.View.Compilation.Diagnostics.Select(d => d.Code));
        renamed.View.Names.Uses.Count.ShouldBe(cursor.View.Names.Uses.Count);
        renamed.View.Names.Uses.ShouldContain(use => use.Symbol.Name == name);
    }

    [Fact]
    public void Rename_OfAModel_ChangesTheFileThatDeclaresIt()
    {
        var cursor = Cursor.At(Program, "cell(tau", Files);

        var places = RenameQuery.Run(cursor.View, cursor.Offset, "soma", [cursor.View.Compilation]);

        places.Select(place => place.Path).ShouldBe(["cells.snn", "cells.snn", "net.snn"]);
    }

    [Theory]
    [InlineData("dense(N)", "linear", "'dense' is an operator of the language and cannot be renamed")]
    [InlineData("ms;", "s", "'ms' is a unit and cannot be renamed")]
    [InlineData("network", "net", "'network' is a keyword and cannot be renamed")]
    [InlineData("{\n", "net", "there is no name here that can be renamed")]
    [InlineData("a: cell", "network", "'network' is a reserved word")]
    [InlineData("a: cell", "1a", "'1a' is not a name: a letter or '_', then letters, digits and '_'")]
    [InlineData("a: cell", "x", "'x' is declared already in line 5 of net.snn")]
    [InlineData("N = 4", "pair", "'pair' is declared already in line 2 of cells.snn")]
    [InlineData("a: cell", "dense", "'dense' is used as an operator where it would mean this then")]
    [InlineData("cell(tau", "last", "'last' is used as an operator where it would mean this then")]
    [InlineData("\"cells.snn\"", "c", "'cells.snn' is the name of a file and cannot be renamed")]
    public void Rename_ThatWouldBeWrong_SaysWhy(string place, string name, string reason)
    {
        var cursor = Cursor.At(Program, place, Files);

        Should.Throw<RenameException>(() => RenameQuery.Run(cursor.View, cursor.Offset, name, [cursor.View.Compilation])).Message.ShouldBe(reason);
    }

    [Theory]
    [InlineData("lif(tau", "'lif' is declared in the compiler's library; copy the model under a new name to change it")]
    [InlineData("fc1: dense", "'fc1' is also the key of tensors in \"a.npz\" (fc1.weight, fc1.bias): give them to the node first, as `weight = w[\"fc1.weight\"]`")]
    public void Rename_OfWhatOthersDependOn_SaysWhy(string place, string reason)
    {
        var cursor = Cursor.At(Programs.Digits, place);

        Should.Throw<RenameException>(() => RenameQuery.Run(cursor.View, cursor.Offset, "other", [cursor.View.Compilation])).Message.ShouldBe(reason);
    }
}
