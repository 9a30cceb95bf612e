using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Snnc.Cli.Data.Events;

/// <summary>
/// Recordings in the format of N-MNIST: five bytes an event, which are x, y, and in the order of their bits the polarity (1) and the time in
/// microseconds (23).
/// </summary>
internal static class BinaryRecordings
{
    private const string Ending = ".bin";
    private const int EventBytes = 5;
    private const int MaxFiles = 100_000;
    private const long MaxBytes = 1 << 28;

    /// <summary>
    /// The recordings of a path, one file each: a file, a folder of them, or a folder of one folder per class. Null if it is none of these.
    /// </summary>
    public static IReadOnlyList<string>? Find(string path)
    {
        if (File.Exists(path))
        {
            return IsRecording(path) ? [path] : null;
        }

        if (!Directory.Exists(path))
        {
            return null;
        }

        var folders = Directory.EnumerateDirectories(path).Where(folder => ClassOf(folder) is not null).Order(StringComparer.Ordinal).Prepend(path);
        var files = folders.SelectMany(RecordingsIn).Take(MaxFiles + 1).ToList();
        return files.Count == 0 ? null
            : files.Count <= MaxFiles ? files : throw EventBins.Wrong(path, $"it holds more than {MaxFiles} recordings", "give folders of fewer");
    }

    /// <summary>Reads the events; the labels are the names of the folders where all of these are numbers.</summary>
    public static LabelArray? Read(IReadOnlyList<string> files, EventBins bins, int? limit)
    {
        var taken = files.Take(limit ?? files.Count).ToList();
        foreach (var file in taken)
        {
            Read(file, bins);
            bins.EndRecording();
        }

        var labels = taken.ConvertAll(file => ClassOf(Path.GetDirectoryName(file)!));
        return labels.TrueForAll(label => label is not null) ? new LabelArray(bins.Path, "folders", [.. labels.Select(label => label!.Value)]) : null;
    }

    private static void Read(string file, EventBins bins)
    {
        var length = new FileInfo(file).Length;
        if (length > MaxBytes || length % EventBytes != 0)
        {
            throw EventBins.Wrong(file, length > MaxBytes ? $"a recording of {length} bytes is more than {MaxBytes}, the most that is read"
                : $"its {length} bytes are no whole number of events, of {EventBytes} bytes each", "copy or download it again");
        }

        var bytes = File.ReadAllBytes(file);
        for (var at = 0; at + EventBytes <= bytes.Length; at += EventBytes)
        {
            var microseconds = ((bytes[at + 2] & 0x7F) << 16) | (bytes[at + 3] << 8) | bytes[at + 4];
            bins.Add(microseconds * 1e-6, bytes[at], bytes[at + 1], bytes[at + 2] >> 7);
        }
    }

    private static IEnumerable<string> RecordingsIn(string folder) =>
        Directory.EnumerateFiles(folder).Where(IsRecording).Order(StringComparer.Ordinal);

    private static bool IsRecording(string path) => path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    private static int? ClassOf(string folder) =>
        int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var label) ? label : null;
}
