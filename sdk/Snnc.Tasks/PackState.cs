using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Snnc.Tasks;

/// <summary>What a build has packed, so that the next one packs only what has changed: the size and time of files, and what blobs were made of.</summary>
internal sealed class PackState
{
    private const string FirstLine = "snnpack 1";

    private readonly Dictionary<string, string> _old = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _new = new(StringComparer.Ordinal);

    /// <summary>Reads the state of the last build; nothing where there is none.</summary>
    public PackState(string text)
    {
        var lines = text.Split('\n');
        foreach (var line in lines[0] == FirstLine ? lines.Skip(1) : [])
        {
            var end = line.IndexOf('\t');
            if (end > 0)
            {
                _old[line.Substring(end + 1)] = line.Substring(0, end);
            }
        }
    }

    /// <summary>Notes a file, and says whether it is as the last build saw it.</summary>
    public bool IsSameFile(string path)
    {
        var info = new FileInfo(path);
        var stamp = info.Exists ? string.Format(CultureInfo.InvariantCulture, "{0}/{1}", info.Length, info.LastWriteTimeUtc.Ticks) : "none";
        return IsSame(path, stamp);
    }

    /// <summary>Notes something by name, and says whether it is as the last build saw it.</summary>
    public bool IsSame(string name, string content)
    {
        _new[name] = content;
        return _old.TryGetValue(name, out var before) && before == content;
    }

    /// <summary>Notes that something is as the last build left it.</summary>
    public void Keep(string name)
    {
        if (_old.TryGetValue(name, out var before))
        {
            _new[name] = before;
        }
    }

    /// <summary>Forgets what was noted, so that the next build does it again.</summary>
    public void Forget(string name) => _new.Remove(name);

    /// <summary>The state as text.</summary>
    public override string ToString() => string.Join("\n", _new.Select(pair => $"{pair.Value}\t{pair.Key}").Prepend(FirstLine)) + "\n";
}
