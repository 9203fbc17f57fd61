#!/usr/bin/env pwsh
# The front door on Windows: runs the build, and compiles it first if its sources have changed. Targets and flags: ./build.ps1 --help
# What build.sh says of artifacts/tool holds here too.

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$temp = Join-Path $root '.nuke/temp'
$work = Join-Path $root 'artifacts/tool/work'
$quiet = $args -contains '--no-logo'
$env:NUKE_ROOT = $root
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'

function Say($text) { if (-not $quiet) { Write-Output $text } }

function Fail($text) {
    [Console]::Error.WriteLine("error: $text")
    exit 2
}

$command = Get-Command dotnet -ErrorAction SilentlyContinue
$dotnet = if ($command) { $command.Source } elseif ($env:DOTNET_ROOT) { Join-Path $env:DOTNET_ROOT 'dotnet' } else { $null }
if (-not $dotnet) {
    Fail '.NET is missing: install the .NET 10 SDK (https://dot.net/download) or set DOTNET_ROOT to where it is'
}

# What a compiled build is made of, by name, size and time; relative, so that a checkout can be moved.
function Find-Tool($hostName) {
    $text = New-Object System.Text.StringBuilder
    foreach ($part in 'build', 'src', 'tools/BuildHost', 'global.json', 'Directory.Build.props', 'Directory.Packages.props') {
        $path = Join-Path $root $part
        $files = if ([IO.Directory]::Exists($path)) { (New-Object IO.DirectoryInfo $path).EnumerateFiles('*', 'AllDirectories') } else { New-Object IO.FileInfo $path }
        foreach ($file in $files) {
            [void]$text.Append($file.FullName.Substring($root.Length)).Append('|').Append($file.Length).Append('|').Append($file.LastWriteTimeUtc.Ticks).Append("`n")
        }
    }
    $sha = [Security.Cryptography.SHA256]::Create()
    $digest = [BitConverter]::ToString($sha.ComputeHash([Text.Encoding]::UTF8.GetBytes($text.ToString()))).Replace('-', '').Substring(0, 16)
    Join-Path $root "artifacts/tool/$hostName-$digest-win"
}

function Publish($hostName, $readyToRun) {
    $out = Join-Path $work 'out'
    if (Test-Path $out) { Remove-Item $out -Recurse -Force }
    & $dotnet publish (Join-Path $root 'build/_build.csproj') -nologo -verbosity:quiet -c Release -p:IsTool=true -p:RunAnalyzers=false `
        -p:TreatWarningsAsErrors=false "-p:BuildHost=$hostName" "-p:ArtifactsPath=$work" "-p:PublishReadyToRun=$readyToRun" -o $out *> $log
    $LASTEXITCODE -eq 0
}

function Compile($tool, $hostName) {
    Say 'Compiling the build ...'
    if (-not (Publish $hostName 'true')) {
        $retried = $false
        if (Select-String -Path $log -Pattern 'crossgen|NETSDK1094' -Quiet) {
            Say 'The ahead-of-time compiler is not to be had here: every start takes a little longer.'
            $retried = Publish $hostName 'false'
        }
        if (-not $retried) {
            $errors = Select-String -Path $log -Pattern ': error |error MSB' | ForEach-Object Line | Sort-Object -Unique
            [Console]::Error.WriteLine(($errors -join [Environment]::NewLine))
            [Console]::Error.WriteLine("error: the build could not be compiled; all that was said is in $log")
            exit 1
        }
    }

    # Templates are read where they are: who changes one compiles nothing. A junction needs no rights.
    $templates = Join-Path $root 'templates'
    if (Test-Path $templates) {
        [void](New-Item -ItemType Junction -Path (Join-Path $work 'out/templates') -Target $templates)
    }
    Move-Item (Join-Path $work 'out') $tool
}

$hostName = $env:NINJABUILD_HOST
$answer = Join-Path $temp 'host'
if (-not $hostName -and (Test-Path $answer)) { $hostName = ([IO.File]::ReadAllText($answer)).Trim() }
$tool = if ($hostName) { Find-Tool $hostName } else { $null }

if (-not $tool -or -not (Test-Path (Join-Path $tool '_build.dll'))) {
    if ($hostName -and $hostName -notin 'Nuke', 'Embedded') {
        Fail "'$hostName' is no build host: NINJABUILD_HOST, or .nuke/temp/host, must be Nuke or Embedded"
    }
    Push-Location $root
    $sdk = & $dotnet --version 2> $null
    Pop-Location
    if (-not ("$sdk" -match '^[1-9][0-9]\.')) { Fail "the .NET 10 SDK is needed (https://dot.net/download); '$dotnet' gives $sdk" }

    [void](New-Item -ItemType Directory -Force -Path $temp, $work)
    $log = Join-Path $work 'log'

    # One process compiles, the others wait and then find its result.
    $lock = $null
    while (-not $lock) {
        try { $lock = [IO.File]::Open((Join-Path $work 'lock'), 'OpenOrCreate', 'ReadWrite', 'None') } catch [IO.IOException] { Start-Sleep -Milliseconds 500 }
    }
    try {
        if (-not $hostName) {
            $env:NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT = '1'
            & $dotnet restore (Join-Path $root 'build/_build.csproj') -nologo -verbosity:quiet -p:IsTool=true -p:BuildHost=Nuke "-p:ArtifactsPath=$work" *> $log
            $hostName = if ($LASTEXITCODE -eq 0) { 'Nuke' } else { 'Embedded' }
            if ($hostName -eq 'Nuke') { Say 'Nuke 10.1.0 runs this build; NINJABUILD_HOST=Embedded chooses the stand-in.' }
            else { Say 'Nuke 10.1.0 is not to be had here: the embedded host runs this build; NINJABUILD_HOST=Nuke tries again.' }
            [IO.File]::WriteAllText($answer, "$hostName`n")
            $tool = Find-Tool $hostName
        }
        if (-not (Test-Path (Join-Path $tool '_build.dll'))) { Compile $tool $hostName }
    }
    finally {
        $lock.Dispose()
    }
}

# Composing is fastest with a heap for each core, as the build is compiled; a deploy, which waits for servers, is to need little memory.
if ($args -match '^(deploy|undeploy|rollback|difflive)') {
    if (-not $env:DOTNET_gcServer) { $env:DOTNET_gcServer = '0' }
    if (-not $env:DOTNET_gcConcurrent) { $env:DOTNET_gcConcurrent = '1' }
    if (-not $env:DOTNET_GCConserveMemory) { $env:DOTNET_GCConserveMemory = '9' }
}
& $dotnet (Join-Path $tool '_build.dll') @args
exit $LASTEXITCODE
