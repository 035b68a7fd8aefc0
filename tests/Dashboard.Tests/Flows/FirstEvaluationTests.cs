using System.Net;
using System.Text.RegularExpressions;
using BenchHub.Dashboard.Tests.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BenchHub.Dashboard.Tests.Flows;

/// <summary>What a person does with a new hub, in Korean.</summary>
public sealed partial class FirstEvaluationTests(Chromium chromium, DemoHub demo)
{
    private static readonly Look Korean = new("ko-KR");

    [Fact]
    public async Task Register_SystemThatDoesNotAnswer_SaysWhyForEachCheck()
    {
        await using var window = await chromium.Open(demo.Hub.Url, Korean);
        var page = await window.Go("/systems");
        await page.GetByRole(AriaRole.Link, new() { Name = "시스템 등록" }).ClickAsync();
        await page.GetByLabel("이름").FillAsync(Scenes.Unique("닫힌 서비스"));
        await page.GetByLabel("주소").FillAsync($"http://127.0.0.1:{ApiHub.FreePort()}");
        await page.GetByRole(AriaRole.Button, new() { Name = "검사하고 등록" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "등록되지 않았습니다" })).ToBeVisibleAsync();
        var failed = page.Locator(".findings li[data-passed='false']");
        await Expect(failed.First).ToBeVisibleAsync();
        Assert.Contains("refused", await failed.First.InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Matches(TraceId(), await page.GetByRole(AriaRole.Alert).InnerTextAsync());
        Assert.EndsWith("/systems/new", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_SystemThatAnswers_ShowsItWithItsChecks()
    {
        await using var window = await chromium.Open(demo.Hub.Url, Korean);
        var page = await window.Go("/systems/new");
        var name = Scenes.Unique("검색 서비스");
        await page.GetByLabel("이름").FillAsync(name);
        await page.GetByLabel("주소").FillAsync(demo.Rag.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "등록하지 않고 검사" }).ClickAsync();
        await Expect(page.GetByText("모든 검사를 통과했습니다. 등록할 수 있습니다.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "검사하고 등록" }).ClickAsync();

        await page.WaitForURLAsync("**/systems/sys_*");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name })).ToBeVisibleAsync();
        await Expect(page.Locator(".findings li[data-passed='true']").First).ToBeVisibleAsync();
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task UploadStartAndWatch_InKorean_EndsWithResults()
    {
        await using var rag = await FakeRag.Start(isOpen: false);
        var system = await demo.Api.Register(rag, "느린 서비스");
        await using var window = await chromium.Open(demo.Hub.Url, Korean);
        var page = await window.Go("/datasets/new");
        var name = Scenes.Unique("질의 모음");

        await page.GetByLabel("이름").FillAsync(name);
        await page.GetByLabel("말뭉치").SetInputFilesAsync(File("corpus.jsonl", Scenes.Corpus));
        await page.GetByLabel("질의", new() { Exact = false }).First.SetInputFilesAsync(File("queries.jsonl", Scenes.Queries));
        await page.GetByLabel("판정(qrels)").SetInputFilesAsync(File("test.tsv", Scenes.Qrels));
        await page.GetByRole(AriaRole.Button, new() { Name = "업로드" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "데이터셋 보기" }).ClickAsync();
        await Expect(page.GetByText("one #1")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "이 데이터셋으로 평가" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = system }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "시작", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/jobs/job_*");
        await Expect(page.Locator("h1 + p .badge")).ToHaveTextAsync("실행 중");
        await Expect(page.Locator(".live-state")).ToHaveTextAsync("실시간");

        // The page is not loaded again: what changes came through the live connection.
        await page.EvaluateAsync("() => { window.isSamePage = true }");
        rag.Open();
        await Expect(page.Locator("h1 + p .badge")).ToHaveTextAsync("완료");
        await Expect(page.Locator(".task[data-tone='good']")).ToContainTextAsync("3 / 3");
        await Expect(page.GetByText("ndcg@10").First).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => window.isSamePage"));
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Steer_RunningJob_PausesResumesAndIsCancelled()
    {
        await using var rag = await FakeRag.Start(isOpen: false);
        var job = (await demo.Api.Post("/api/v1/batch/jobs", new { systems = new[] { await demo.Api.Register(rag) }, datasets = new[] { await demo.Api.UploadDataset() } })).Is(HttpStatusCode.Accepted);
        await using var window = await chromium.Open(demo.Hub.Url, Korean);
        var page = await window.Go($"/jobs/{job["id"]}");
        var state = page.Locator("h1 + p .badge");
        await rag.Asked;

        // Open calls may still end, for some seconds.
        await page.GetByRole(AriaRole.Button, new() { Name = "일시 중지" }).ClickAsync();
        await Expect(state).ToHaveTextAsync("일시 중지", new() { Timeout = 60_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "계속" }).ClickAsync();
        await Expect(state).ToHaveTextAsync("실행 중");
        await page.GetByRole(AriaRole.Button, new() { Name = "작업 취소" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "작업 취소" }).ClickAsync();
        await Expect(state).ToHaveTextAsync("취소됨");
    }

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(text) };

    [GeneratedRegex("추적 ID: [0-9a-f]{32}")]
    private static partial Regex TraceId();
}
