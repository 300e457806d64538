namespace BackendLabs.DockerGate;

/// <summary>What the base image is made of.</summary>
internal static class BaseImageFiles
{
    private const UnixFileMode Shared = (UnixFileMode)0b1_111_111_111;

    private static readonly string[] s_applets =
    [
        "[", "ash", "awk", "basename", "cat", "chmod", "cp", "cut", "date", "dd", "df", "dirname", "du", "echo", "env", "expr", "false",
        "find", "free", "grep", "head", "hostname", "httpd", "id", "ip", "kill", "ln", "ls", "md5sum", "mkdir", "mktemp", "mv", "nc",
        "nslookup", "ping", "printenv", "printf", "ps", "pwd", "readlink", "rm", "rmdir", "sed", "seq", "sh", "sha256sum", "sleep", "sort",
        "stat", "tail", "tee", "test", "timeout", "top", "touch", "tr", "true", "uname", "uniq", "usleep", "vi", "wc", "wget", "which",
        "whoami", "xargs", "yes",
    ];

    private static readonly string[] s_singlePrograms = ["sh", "cat", "echo", "env", "ls", "printf", "sleep", "true", "false", "uname", "id"];

    /// <returns>Null where this machine has no program that a container could run.</returns>
    public static ImageFiles? Gather(IReadOnlyList<string> busyboxes)
    {
        var files = Begin();
        foreach (var path in busyboxes.Where(File.Exists))
        {
            if (files.AddProgram(path, "bin/busybox"))
            {
                foreach (var applet in s_applets)
                    files.Link("bin/" + applet, "busybox");
                return files;
            }
        }

        var added = s_singlePrograms.Count(name => files.AddProgram("/bin/" + name, "bin/" + name));
        return added > 0 && files.Has("bin/sh") ? files : null;
    }

    private static ImageFiles Begin()
    {
        var files = new ImageFiles();
        foreach (var folder in new[] { "bin", "etc", "www", "proc", "sys", "dev", "home", "usr", "usr/bin" })
            files.Folder(folder, ImageFiles.Executable);
        files.Folder("tmp", Shared | UnixFileMode.StickyBit);
        files.File("etc/passwd", "root:x:0:0:root:/:/bin/sh\nlab:x:1000:1000:lab:/home:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n");
        files.File("etc/group", "root:x:0:\nlab:x:1000:\nnogroup:x:65534:\n");
        files.File("www/index.html", "<!doctype html>\n<title>It works</title>\n<h1>It works</h1>\n<p>This page comes from a container.</p>\n");
        return files;
    }
}
