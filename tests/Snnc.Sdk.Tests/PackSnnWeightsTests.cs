using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Shouldly;
using Snnc.Tasks;
using Xunit;

namespace Snnc.Sdk.Tests;

/// <summary>What the task says to MSBuild.</summary>
public sealed class PackSnnWeightsTests : IDisposable
{
    private readonly ConsumerProject _project = new ConsumerProject(Directory.CreateTempSubdirectory("snnc-task-").FullName).WithLayer();
    private readonly BuildLog _log = new();

    public void Dispose() => Directory.Delete(_project.Folder, recursive: true);

    [Fact]
    public void Task_WithRightWeights_SaysNothing()
    {
        TaskOf().Execute().ShouldBeTrue();

        _log.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Task_WithWrongWeights_SaysSoAtTheProgram()
    {
        _project.WriteWeights("layer.npz", "fc.weight", 1, 2, 3, float.NaN);

        TaskOf().Execute().ShouldBeFalse();

        _log.Errors.ShouldBe(
            [$"{_project.PathOf("layer.snn")}(2,17): SNN0703: layer.npz: tensor 'fc.weight'[1, 1] is NaN; weights must be finite; was the training stable?"]);
    }

    [Fact]
    public void Storage_OfAnUnknownKind_IsAnError()
    {
        var task = TaskOf();
        task.Storage = "Zip";

        task.Execute().ShouldBeFalse();

        _log.Errors.ShouldBe([": : SnnWeightStorage is 'Zip', which is neither Embedded nor Content."]);
    }

    [Fact]
    public void Precision_OfAnUnknownKind_IsAnError()
    {
        var task = TaskOf();
        task.Programs[0].SetMetadata("SnnPrecision", "int4");

        task.Execute().ShouldBeFalse();

        _log.Errors.ShouldBe([$": : SnnPrecision of {_project.PathOf("layer.snn")} is 'int4', which is neither float nor int8."]);
    }

    [Fact]
    public void Metadata_OfAProgram_IsWhatNativeCodeIsBuiltWith()
    {
        var task = TaskOf();
        task.Programs[0].SetMetadata("SnnPrecision", "Int8");
        task.Programs[0].SetMetadata("SnnActivity", "rates/layer.json");
        _project.Write("rates/layer.json", """{"network": "Layer", "nodes": [{"name": "x", "density": 0.5}]}""");

        task.Execute().ShouldBeTrue();

        File.ReadAllText(_project.PathOf("obj/snn/programs.list"))
            .ShouldBe($"\"{_project.PathOf("layer.snn")}\" --activity \"{_project.PathOf("rates/layer.json")}\" --precision int8");
    }

    [Fact]
    public void Activity_ThatIsMissing_IsAnErrorThatSaysWhoAsksForIt()
    {
        var task = TaskOf();
        task.Programs[0].SetMetadata("SnnActivity", "layer.json");

        task.Execute().ShouldBeFalse();

        _log.Errors.Single().ShouldBe(
            $"{_project.PathOf("layer.json")}: SNN0801: there is no such file; "
            + "SnnActivity of layer.snn names it, as seen from the project's folder; 'snnc profile' records it");
    }

    [Fact]
    public void Folder_ThatCannotBeMade_IsAnErrorAndNoCrash()
    {
        _project.Write("obj", "a file where a folder should be");

        TaskOf().Execute().ShouldBeFalse();

        _log.Errors.Count.ShouldBe(1);
        _log.Errors[0].ShouldContain("SNN0806: the file cannot be written: ");
    }

    private PackSnnWeights TaskOf() => new()
    {
        BuildEngine = _log,
        Programs = [new TaskItem(_project.PathOf("layer.snn"))],
        Weights = [new TaskItem(_project.PathOf("layer.npz"))],
        Folder = _project.PathOf("obj/snn/"),
        ProjectFolder = _project.Folder,
    };

    private sealed class BuildLog : IBuildEngine
    {
        public List<string> Errors { get; } = [];

        public bool ContinueOnError => false;

        public int LineNumberOfTaskNode => 0;

        public int ColumnNumberOfTaskNode => 0;

        public string ProjectFileOfTaskNode => "";

        public void LogErrorEvent(BuildErrorEventArgs e) =>
            Errors.Add($"{(e.LineNumber > 0 ? $"{e.File}({e.LineNumber},{e.ColumnNumber})" : e.Code is null ? "" : e.File)}: {e.Code}: {e.Message}");

        public void LogWarningEvent(BuildWarningEventArgs e)
        {
        }

        public void LogMessageEvent(BuildMessageEventArgs e)
        {
        }

        public void LogCustomEvent(CustomBuildEventArgs e)
        {
        }

        public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => false;
    }
}
