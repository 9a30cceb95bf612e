using System;
using System.IO;
using System.Linq;
using System.Text;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Tensors.Hdf5;
using Xunit;

namespace Snnc.Tensors.Tests.Hdf5;

/// <summary>Files that h5py made (see Files/make.py), in the oldest and the newest forms.</summary>
public sealed class Hdf5FileTests
{
    public static TheoryData<string> Basics => ["basics-old.h5", "basics-new.h5"];

    public static TheoryData<string> Chunks => ["chunks-old.h5", "chunks-new.h5"];

    [Theory]
    [InlineData("basics-old.h5", 26)]
    [InlineData("basics-new.h5", 26)]
    [InlineData("chunks-old.h5", 27)]
    [InlineData("chunks-new.h5", 27)]
    [InlineData("version2.h5", 1)]
    [InlineData("userblock.h5", 1)]
    [InlineData("narrow.h5", 2)]
    public void EveryArrayOfNumbers_CountsFromOne(string file, int arrays)
    {
        var datasets = Hdf5RealDataTests.All(Find<Hdf5Group>(Open(file), "counting")).OfType<Hdf5Dataset>().ToList();
        datasets.Count.ShouldBe(arrays);
        foreach (var dataset in datasets)
        {
            var count = dataset.Shape.Aggregate(1, (product, extent) => product * extent);
            dataset.ReadReals().ShouldBe(Enumerable.Range(1, count).Select(i => (double)i), dataset.Path);
            dataset.ReadSingles().ShouldBe(Enumerable.Range(1, count).Select(i => (float)i), dataset.Path);
            if (dataset.Kind == Hdf5Kind.Integer)
            {
                dataset.ReadIntegers().ShouldBe(Enumerable.Range(1, count).Select(i => (long)i), dataset.Path);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Basics))]
    public void Shapes_AreThoseThatWereWritten(string file)
    {
        var root = Open(file);
        Find<Hdf5Dataset>(root, "counting/rank 5").Shape.ShouldBe([2, 1, 3, 2, 2]);
        Find<Hdf5Dataset>(root, "counting/scalar").Shape.ShouldBeEmpty();
        Find<Hdf5Dataset>(root, "special/nothing").Shape.ShouldBe([0]);
        Find<Hdf5Dataset>(root, "special/no rows").Shape.ShouldBe([0, 3]);
        Find<Hdf5Dataset>(root, "counting/i8 big").ElementBytes.ShouldBe(8);
    }

    [Theory]
    [MemberData(nameof(Basics))]
    public void UncommonNumbers_AreRead(string file)
    {
        var special = Find<Hdf5Group>(Open(file), "special");
        Find<Hdf5Dataset>(special, "truth").ReadIntegers().ShouldBe([1, 0, 1]);
        Find<Hdf5Dataset>(special, "colours").ReadIntegers().ShouldBe([2, 1, 2]);
        Find<Hdf5Dataset>(special, "nothing").ReadReals().ShouldBeEmpty();
        Find<Hdf5Dataset>(special, "no rows").ReadReals().ShouldBeEmpty();
        Find<Hdf5Dataset>(special, "extremes").ReadIntegers().ShouldBe([long.MinValue, long.MaxValue]);
        Find<Hdf5Dataset>(special, "too large").ReadReals().ShouldBe([18446744073709551615.0]);
        Find<Hdf5Dataset>(special, "halves").ReadSingles()
            .ShouldBe([0.099975586f, -2.5f, 65504, 5.9604645e-8f, float.PositiveInfinity, float.NaN]);
        Find<Hdf5Dataset>(special, "never written").ReadReals().ShouldBe(Enumerable.Repeat(7.5, 5));
        Find<Hdf5Dataset>(special, "never written zeros").ReadIntegers().ShouldBe([0, 0, 0, 0]);
    }

    [Theory]
    [MemberData(nameof(Basics))]
    public void Texts_OfEachKind_AreRead(string file)
    {
        var texts = Find<Hdf5Group>(Open(file), "texts");
        Find<Hdf5Dataset>(texts, "fixed").ReadTexts().ShouldBe(["a", "bcd", ""]);
        Find<Hdf5Dataset>(texts, "fixed unicode").ReadTexts().ShouldBe(["µ", "ab"]);
        Find<Hdf5Dataset>(texts, "blanks").ReadTexts().ShouldBe(["a", "b c"]);
        Find<Hdf5Dataset>(texts, "scalar").ReadTexts().ShouldBe(["one µm"]);
        Find<Hdf5Dataset>(texts, "variable").ReadTexts().ShouldBe(["a", "", "été", new string('x', 5000)]);
        Find<Hdf5Dataset>(texts, "ascii").ReadTexts().ShouldBe(["ab", "c"]);
        texts.Children.ShouldAllBe(text => ((Hdf5Dataset)text).Kind == Hdf5Kind.Text);
    }

    [Theory]
    [MemberData(nameof(Basics))]
    public void OtherTypes_AreListedAndSayWhatTheyAre(string file)
    {
        var other = Find<Hdf5Group>(Open(file), "other");
        other.Children.Cast<Hdf5Dataset>().Select(dataset => $"{dataset.Name}: {Why(dataset)}").ShouldBe(
            ["complex: structures", "lists: lists of variable length", "opaque: opaque bytes", "references: references", "structure: structures"]);

        static string Why(Hdf5Dataset dataset)
        {
            dataset.Kind.ShouldBe(Hdf5Kind.Other);
            var error = Should.Throw<TensorFormatException>(dataset.ReadReals);
            error.Message.ShouldMatch($"^'/other/{dataset.Name}' cannot be read: it holds .*, and only numbers and texts can be read$");
            return error.Message.Split("it holds ")[1].Split(',')[0];
        }
    }

    [Theory]
    [MemberData(nameof(Basics))]
    public void WrongKind_IsOneError(string file)
    {
        var root = Open(file);
        Message(() => Find<Hdf5Dataset>(root, "texts/ascii").ReadReals()).ShouldBe("'/texts/ascii' holds texts, where numbers are needed");
        Message(() => Find<Hdf5Dataset>(root, "counting/f4 big").ReadIntegers())
            .ShouldBe("'/counting/f4 big' holds real numbers, where whole numbers are needed");
        Message(() => Find<Hdf5Dataset>(root, "special/too large").ReadIntegers()).ShouldContain("18446744073709551615 is more than 9223372036854775807");
        Message(() => Find<Hdf5Group>(root, "attributes").Attributes["real"].ReadTexts())
            .ShouldBe("the attribute 'real' of '/attributes' holds real numbers, where texts are needed");
    }

    [Theory]
    [MemberData(nameof(Basics))]
    public void Groups_HaveTheirMembersInOrder(string file)
    {
        var root = Open(file);
        root.Children.Select(child => child.Name).ShouldBe(
            ["attributes", "counting", "links", "many", "many attributes", "ordered", "ordered many", "other", "special", "texts"]);
        Find<Hdf5Group>(root, "links").Children.Select(child => child.Path).ShouldBe(["/links/hard"]);
        Find<Hdf5Group>(root, "ordered").Children.Select(child => child.Name).ShouldBe(["c", "a", "b"]);
        Find<Hdf5Group>(root, "ordered many").Children.Select(child => child.Name).ShouldBe(Enumerable.Range(0, 20).Select(i => $"m{99 - i}"));

        var many = Find<Hdf5Group>(root, "many").Children;
        many.Select(child => child.Name).ShouldBe(Enumerable.Range(0, 300).Select(i => $"member {i}").Order(StringComparer.Ordinal));
        many.ShouldAllBe(child => ((Hdf5Dataset)child).ReadIntegers()[0] == int.Parse(child.Name.Substring(7), null));
    }

    [Theory]
    [MemberData(nameof(Basics))]
    public void Attributes_OfEachKind_AreRead(string file)
    {
        var root = Open(file);
        var attributes = Find<Hdf5Group>(root, "attributes").Attributes;
        attributes.Count.ShouldBe(9);
        attributes["text"].ReadTexts().ShouldBe(["µ"]);
        attributes["texts"].ReadTexts().ShouldBe(["ab", "c"]);
        attributes["fixed"].ReadTexts().ShouldBe(["ab", "c"]);
        attributes["whole"].ReadIntegers().ShouldBe([-3]);
        attributes["real"].ReadReals().ShouldBe([0.1]);
        attributes["matrix"].Shape.ShouldBe([2, 3]);
        attributes["matrix"].ReadSingles().ShouldBe([1, 2, 3, 4, 5, 6]);
        attributes["true"].ReadIntegers().ShouldBe([1]);
        attributes["nothing"].ReadReals().ShouldBeEmpty();
        attributes["of named type"].ReadIntegers().ShouldBe([5]);

        var many = Find<Hdf5Group>(root, "many attributes").Attributes;
        Enumerable.Range(0, 60).ShouldAllBe(i => many[$"a{i}"].ReadIntegers()[0] == i);
        if (file == "basics-new.h5")
        {
            many["large"].ReadIntegers().ShouldBe(Enumerable.Range(1, 1500).Select(i => (long)i));
        }
    }

    [Theory]
    [MemberData(nameof(Chunks))]
    public void ChunksThatWereNeverWritten_HaveTheFillValue(string file)
    {
        var special = Find<Hdf5Group>(Open(file), "special");
        var some = Find<Hdf5Dataset>(special, "some").ReadIntegers();
        Enumerable.Range(0, 49).ShouldAllBe(i => some[i] == (i == (3 * 7) + 4 ? 1 : -5));
        Find<Hdf5Dataset>(special, "none").ReadReals().ShouldBe(Enumerable.Repeat(2.5, 9));
        NonZeros("sparse").ShouldBe([(0, 1), (77, 2), (3000, 3), (150000, 4)]);
        NonZeros("sparse fixed").ShouldBe([(0, 1), (4999, 2)]);
        Find<Hdf5Dataset>(special, "texts").ReadTexts().ShouldBe(["a", "b", "", "d", "e"]);

        (int, long)[] NonZeros(string name) =>
            [.. Find<Hdf5Dataset>(special, name).ReadIntegers().Select((value, i) => (i, value)).Where(pair => pair.value != 0)];
    }

    [Fact]
    public void TryFind_FollowsNamesAndFindsNothingElse()
    {
        var root = Open("basics-new.h5");
        root.TryFind("", out var found).ShouldBeTrue();
        found.ShouldBeSameAs(root);
        (root.Path, root.Name).ShouldBe(("/", ""));
        root.TryFind("/counting//deep/er/and/", out found).ShouldBeTrue();
        (found!.Path, found.Name).ShouldBe(("/counting/deep/er/and", "and"));
        root.TryFind("counting/absent", out _).ShouldBeFalse();
        root.TryFind("counting/scalar/below", out found).ShouldBeFalse();
        found.ShouldBeNull();
    }

    [Fact]
    public void GroupThatContainsItself_IsAnError() => Message(() => Open("cycle.h5")).ShouldContain("is one of those that contain it");

    [Fact]
    public void FileThatIsMissingOrAFolderOrSomethingElse_SaysSo()
    {
        Message(() => Open("missing.h5")).ShouldBe("there is no such file or folder");
        Message(() => Hdf5File.Open(Folder)).ShouldBe("it is a folder, not a file");
        Message(() => Open("make.py")).ShouldBe("it does not begin like an HDF5 file");
    }

    [Fact]
    public void Checksum_OfTheNewerStructures_IsThatOfItsAuthor()
    {
        // From the comments of lookup3.c, for the initial value 0.
        var text = Encoding.ASCII.GetBytes("Four score and seven years ago");
        Snnc.Tensors.Hdf5.Format.Lookup3.Hash(text, 0, text.Length).ShouldBe(0x17770551u);
        Snnc.Tensors.Hdf5.Format.Lookup3.Hash([], 0, 0).ShouldBe(0xDEADBEEFu);
    }

    internal static string Folder => Path.Combine(AppContext.BaseDirectory, "Hdf5", "Files");

    private static Hdf5Group Open(string file) => Hdf5File.Open(Path.Combine(Folder, file));

    private static string Message(Action action) => Should.Throw<TensorFormatException>(action).Message;

    private static T Find<T>(Hdf5Group group, string path)
        where T : Hdf5Object => group.TryFind(path, out var found) ? found.ShouldBeOfType<T>() : throw new InvalidOperationException($"no {path}");
}
