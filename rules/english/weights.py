"""English: what each sign is worth; made by `python -m benchmarks.weights`."""

from __future__ import annotations

from rules.signs import weights

STEPS = weights(
    -1.68,
    {
        -0.55: ("section.steps"),
        -0.50: ("steps.when-doing-it"),
        -0.45: ("steps.following; steps.order"),
        -0.40: ("shape.blank-10; steps.imperative; steps.when-doing; steps.while"),
        -0.35: ("shape.over-40"),
        -0.30: ("shape.over-20; steps.i-do"),
        -0.25: (": ^; <do> x3; steps.menu-path; steps.on-the-page"),
        -0.20: (
            ":; <do> .. <do>; ^ ^# <do>; ^# <do>; section.expected; shape.numbered-2;"
            " shape.over-80; shape.question; steps.then; with"
        ),
        -0.15: (
            "<code> .. and; <did> x3; <do> a; <doc>; shape.numbered-1; "
            "shape.prompt-1; steps.and-i-get; to <reproduce>; x"
        ),
        -0.10: (
            '( "; , the; : ^ x3; : x3; <code> .. <do>; <code> .. <fails>; <code> : ^;'
            ' <code> is; <contrast> <doing>; <did>; <did> to; <do>; <do> "; <do> . ^;'
            " <do> the; <doingc> a; <reproduce>; <reproduce> .. <do>; <show>; <step>;"
            " <step> to; <step> to <reproduce>; <this>; <ui> .; <ui> .. <do>; <ui> "
            "x3; <when>; <when> <doing>; ^ <step>; ^ <step> to; ^ ^# <doc>; ^ a; ^ if"
            " <i>; ^# <doc>; a <do>; admin; and <did>; and <do>; as a; expected; "
            "from; name; not .. <code>; openmrs; out; section.actual; "
            "section.environment; shape.arrow; shape.blank-30; shape.numbered-3; "
            "shape.should-1; steps.for-example; the <code>; the x3; to <reproduce> :"
        ),
        -0.05: (
            '" , x3; " .; " . ^; " <do> "; " <doc>; " and; " in; " in the; " on; " '
            "x3; # # ^; # <code>; # <does>; # <version>; # <version> #; # ^ <do>; # ^"
            " it; # and #; # c #; # d; # m; # m #; # of; # p; # x; ( # #; ( not; ( x;"
            " ( x3; ,; , #; , <doingc>; , <when>; , in; , it; -> x3; . <do>; . <do> "
            "(; . <ui>; . ^ <do>; . ^ <doc>; . ^ ^#; . ^ ^# x3; . ^ a; . ^ actual; . "
            "^ expected; . ^ if; . ^ the; . ^ then; . ^ to; . ^-; : <do>; : ^ "
            "<fails>; : ^ docker; : ^ the; : a; : this; <browser> .; <browser> . ^; "
            "<code>; <code> # ^; <code> ,; <code> .. <code>; <code> .. <did>; <code> "
            ".. <show>; <code> .. <ui>; <code> :; <code> <this>; <code> <ui>; <code> "
            "of; <code> that; <code> with; <contrast> <when>; <contrast> <when> <i>; "
            "<contrast> in; <did> .; <did> . ^; <did> .. <code>; <did> .. <did>; "
            "<did> ^; <did> from; <did> the; <did> with; <didc> .. <ui>; <didc> "
            "<code>; <didc> <code> #; <didc> ^; <didc> the; <do> ,; <do> .; <do> .. "
            "<code>; <do> .. <contrast>; <do> .. <do> x3; <do> .. <doc>; <do> .. "
            "<dow>; <do> .. <i>; <do> .. <version>; <do> .. if; <do> <do>; <do> ^; "
            "<do> a <do>; <do> again; <do> is; <do> on; <do> to; <do> to <url>; <do> "
            "to the; <do> with; <doc> .. <code>; <doc> .. <do>; <doc> .. <doc>; <doc>"
            " a; <doc> the; <does> the; <doing> .. <ui>; <doing> .. and; <doing> "
            "<ui>; <doingc> .. <do>; <doingc> .. not; <doingc> a new; <fails> .. "
            "<code>; <fails> <contrast>; <fails> <contrast> <doing>; <fails> <show>; "
            "<fails> ^; <fine> .; <i> #; <i> <do>; <i> <do> to; <i> <doc>; <i> <see> "
            "an; <reproduce> .. <step>; <reproduce> :; <reproduce> : ^; <reproduce> "
            "the; <right>; <right> .. <i>; <see> .. <code>; <see> that; <show> .. "
            "<i>; <show> .. <ui>; <show> .. should; <show> <when>; <show> as; <this> "
            '.. <code>; <this> <code>; <ui>; <ui> "; <ui> (; <ui> . ^; <ui> .. <did>;'
            " <ui> .. <doingc>; <ui> .. <i>; <ui> .. <show>; <ui> .. <ui>; <ui> .. "
            "<you>; <ui> .. and; <ui> ^; <ui> ^ ^#; <ui> from; <ui> will; <version> "
            ".. <version>; <version> .. and; <version> :; <version> : #; <version> : "
            "^; <version> x3; <when> <doingc> a; <when> <i> <do>; <when> x3; <works> "
            "with; <you> .. <see>; <you> will <see>; ^ (; ^ <contrast> <when>; ^ "
            "<didc> <code>; ^ <do> x3; ^ <i> #; ^ <i> <did>; ^ <ui>; ^ <when>; ^ ?; ^"
            " ^#; ^ ^# <do> x3; ^ expected; ^ here; ^ how; ^ if <you>; ^ loadmodule; "
            "^ my; ^ result; ^ result :; ^ source; ^ the <code>; ^ the x3; ^ then; ^ "
            "this <show>; ^ to <reproduce>; ^ x3; ^#; ^# <do> a; ^# <do> the; ^# <do>"
            " to; ^# <do> x3; ^^ <doingc>; a . ^; a container; actual; advance; "
            "again; always ^ <step>; an image; and #; and .. <ui>; and <doing>; and "
            "<when>; and a; and x3; been <did>; c #; can not; clear; column; com .; "
            "comments; container; container .; contains; content; contents; d; d #; "
            "database; does x3; double; elements; everything <works>; expected :; ff;"
            " foo; from the; from the <code>; functions; if <i>; image; immediately; "
            "in <browser>; in a; in advance; in the; instance; is <able>; is <didc>; "
            "is not <did>; it . ^; it <fails>; java x3; loadmodule; local; local x3; "
            'located; master; message x3; microsoft; my <code>; name "; name x3; new;'
            " new x3; not .. <do>; not .. <i>; not <did>; not <do> .; not <do> the; "
            "nothing happens; of an; on <ui>; on the <ui>; on x3; or <doc>; org; out "
            "of; p; p #; part; part of; patient x3; php ^; place; preview; preview "
            "x3; rc # ^; report; reported; result; result :; result : ^; saying; "
            "scenario; shape.always; shape.code; shape.quote; shape.url-1; size; "
            "source; system; thanks in; thanks in advance; that a; that the; the "
            "<show>; the <this> <code>; the <ui>; the <ui> .; the <wrong>; the top; "
            "the url; then .. <do>; this <code>; this <show>; this x3; title; title: "
            "<contrast>; title: <did>; title: <doing>; title: <doingc>; title: <ui>; "
            'to "; to .. <code>; to .. <do>; to <do> a; to a; top; top of; top of '
            "the; true; url; url x3; visible; was <did>; which <i>; will <see>; with "
            '"; with the; with this; with x3; without; x #; your'
        ),
        0.05: (
            "# <i>; # ^; # ^ ^; # ^ ^#; # days; # hours; . ^ <actually>; . ^ c; . ^ "
            "thank; . ^ thanks; . c; : #; : <url> ^; <after> <doing>; <better>; "
            "<code> . x3; <contrast> that; <contrast> the; <did> .. to; <didc> .. "
            "not; <do> .. <ui>; <do> .. and; <do> the <ui>; <docs> .; <docs> x3; "
            "<does>; <doing> x3; <doingc> the; <dow> for; <fails>; <fails> #; <fails>"
            " . ^; <fails> for; <fine>; <i> <think> the; <i> are; <i> know; <i> m "
            "<doing>; <i> will <do>; <i> would; <i> would like; <must>; <must> be; "
            "<need>; <patch> ^; <see> .. <url>; <show> .. <do>; <think> the; <this> "
            "<patch>; <ui> .. not; <ui> in; <url>; <url> ^; <user> .. <doingc>; "
            "<user> .. <fails>; <user> can; <version>; ^ <actually>; ^ <fails>; ^ <i>"
            " <want>; ^ <i> m; ^ <i> would; ^ <reproduce>; ^ <reproduce> :; ^ ^# ^; ^"
            " ap; ^ apache #; ^ c; ^ current; ^ looks like; ^ net; ^ not sure; ^ of; "
            "^ so ,; ^# ^; ^# ^ actual; ^^ <code>; ^^ <dow>; ^^ mod; a <ui>; against;"
            " and .. <same>; and <user>; any; ap; apache; apr; apr x3; attempts to; "
            "be <able>; be <able> to; be <didc> to; bookmarks; browser; c .; cache "
            "x3; can t; clients; clr # ^; collection; current; day; default x3; "
            "encoding; english; extension; flag; folder; for #; gcc; graph; here .; "
            "http; httpd #; httpd # x3; httpd x3; in; in <doc>; in the <fails>; is "
            "<wrong>; it s not; looking; mentioned; mod proxy; mod x3; mpm; much; "
            "net; of; of the; only .; only . ^; operating system; our application; "
            "per; performance; prefork; pretty; probably; r #; random; re; rewrite; "
            "server ,; shape.items-1; shape.items-3; shape.shout; shape.would-2; "
            "should; shutdown; so ,; soon; srclib; the <docs>; the graph; the time; "
            "there is a; there s; therefore; title: <browser>; title: <version>; "
            "title: <when>; to .. <ui>; to be <able>; to be <didc>; to the; to x3; "
            "whole; would; would .. to; would like"
        ),
        0.10: (
            '"; # x3; (; <actually> <i>; <code> (; <docs>; <doesc> the; <doingc>; '
            "<fails> .. to; <patch>; <you>; <you> .. <doc>; ^ mod; about; all of; "
            "cache; in x3; is x3; js; mod; modules; no; on the; proxy; "
            "shape.blank-60; shape.over-320; steps.always; throws; title: <i>; to; to"
            " <do>; will"
        ),
        0.15: (
            ", x3; . ^ <i>; . x3; <actually>; <doing>; <see>; ^ <i>; and; for; is; "
            "shape.url-3; shape.would-1; steps.patch; steps.when-the; the"
        ),
        0.20: (
            "section.other; shape.agent; shape.should-2; steps.documentation; "
            "steps.has-been; title: <doc>"
        ),
        0.25: (". ^; steps.now-and-then"),
        0.35: ("steps.now"),
        0.50: ("steps.needs"),
    },
)
EXPECTED = weights(
    -1.28,
    {
        -0.75: ("section.expected; shape.should-1"),
        -0.70: ("expected.should"),
        -0.65: ("expected.label; hints.expectation"),
        -0.50: ("expected.instead-of; shape.over-40"),
        -0.45: ("expected.should-be; shape.should-2"),
        -0.40: ("expected.instead; hints.want"),
        -0.35: ("hints.works-there; section.actual; shape.prompt-1"),
        -0.30: ("shape.blank-10; shape.over-80; shape.would-1"),
        -0.25: ("be; expected.it-would; expected.wish-title; hints.better; section.steps"),
        -0.20: (
            "<doesc>; expected.able; expected.expect; expected.expected; "
            "expected.needs-to-be; expected.would; hints.meant; hints.mend; "
            "hints.right; hints.would-be; shape.quote; should; to x3"
        ),
        -0.15: (
            ". x3; <doc>; <expect>; <ui> x3; ^ expected; expected.could; "
            "expected.please; hints.as-written; hints.elsewhere; it; it is; "
            "shape.always; shape.url-2; to"
        ),
        -0.10: (
            ", x3; . ^ expected; : ^ the; : x3; <contrast> the; <doingw>; <ui> ^; >; "
            "^ expected <show>; ^^ <do>; a x3; actual; available; expected.allow; "
            "expected.needs; expected.would-like; extension; hints.can-we; "
            "hints.must; hints.normal; hints.not-there; hints.propose; hints.thinks; "
            "hints.why; instead; is a; it should; not .. to; or; shape.items-2; "
            "shape.numbered-1; shape.over-20; shape.url-1; site; source <code>; "
            "still; the x3; then the; to .. <doc>; would"
        ),
        -0.05: (
            '" #; " in; " is; # ^ net; ( <see>; ( if; ( in; ,; , <you>; , for; , it '
            "is; , or; , the <ui>; . ^ <actually>; . ^ actual; . ^ docker; . ^ for; :"
            " ^; : ^ <i>; : ^ a; : ^ x3; : ^-; : always; : always ^; <able> . ^; "
            "<able> to; <actually> ,; <after> x3; <before>; <before> <doing>; "
            "<better> to; <browser>; <browser> ^; <browser> and; <browser> x3; <code>"
            " name; <code> x3; <contrast> ,; <contrast> .. <do>; <contrast> .. <i>; "
            '<contrast> .. not; <contrast> it; <did> "; <did> .. should; <did> .. to;'
            " <did> ^; <did> in; <did> in the; <didc> . ^; <didc> to; <didc> to the; "
            "<didw> by; <do> .. <doesc>; <do> <browser>; <do> <doc>; <do> <ui> ^; "
            "<do> into; <do> on; <do> should; <doc> .. <able>; <doc> .. <version>; "
            "<doc> .. if; <doc> in; <doc> the; <doc> to; <doingc> a new; <doingc> "
            "the; <dow> .. to; <dow> this; <expect> the; <fails> .. <when>; <fails> "
            "description; <fails> description :; <fine> as; <i> am not; <i> have to; "
            "<i> should; <i> would; <need>; <patch>; <reproduce> .. <step>; "
            "<reproduce> : always; <right> .. <code>; <same> x3; <see> .. and; <see> "
            "that; <show> .. <did>; <show> in; <show> that; <show> the; <show> x3; "
            "<this> <patch>; <ui> (; <ui> .. <did>; <ui> .. <do>; <ui> .. <i>; <ui> "
            ".. <url>; <ui> .. <version>; <ui> <does>; <ui> <ui>; <ui> that; <ui> to;"
            " <ui> with; <url> .. <doc>; <user> can; <user> is; <user> to; <when> .. "
            "<ui>; <when> <you> <do>; <works> for; <you> .. <see>; ^ <actually>; ^ "
            "<actually> ,; ^ <before>; ^ <code> .; ^ <contrast> ,; ^ <doingc> the; ^ "
            "<fails> description; ^ <i> #; ^ <i> <think>; ^ <i> should; ^ <i> would; "
            "^ <right>; ^ <when> <doing>; ^ ^#; ^ ^# ^; ^ actual; ^ actual <show>; ^ "
            "ap; ^ expected behavior; ^ expected result; ^ the <ui>; ^ there is; ^ "
            "which; ^# <do> on; ^# ^; ^^ <code>; a <code>; a <code> .; active; actual"
            " <show>; actual <show> :; against; already; always ^; always ^ <step>; "
            "am not; an <able>; an application; an x3; and .. if; and not; "
            "application ^; as <fine> as; as an; back to; back to the; be <able>; be "
            "<able> to; be <better>; be <did>; be <didw>; be x3; become; behavior; "
            "behaviour; between; between the; big; can <do>; common; compare; course;"
            " describe; description; different; does not x3; each; effect; entries; "
            "expected; expected <show>; expected <show> :; expected result; expected "
            "result :; expires; fb x3; ff; for <code> ,; functions; further; headers;"
            " hints.change; hints.could; hints.wrong; hook; how; in a; in this case; "
            "instead of; is .; is <doingc>; is <wrong>; is still; it should be; its; "
            "lock; match; may; may be; me to; necessary; new; new x3; not .; not a; "
            "not the; of <code>; on <do>; one; only <do>; php <code>; please <doc>; "
            "point; position; proxy x3; rather; rather than; recent; rendered; "
            "response . ^; s a; shape.over-10; shape.over-160; shape.question; "
            "shape.should-3; shape.would-2; should .. <do>; should <doc>; should "
            "<doc> the; should <show>; should be; similar; single; situation; so; "
            "something like; source; such; such as; takes; target; text .; text is; "
            "than; than the; that is; that x3; the; the #; the <code> ,; the <did>; "
            "the <didc>; the <docs>; the <right>; the <ui> .; the <ui> and; the "
            "default; the first; the new; the settings; the source; the whole; this "
            "case; thus; title: <did>; title: <does>; title: <doingw>; title: <dow>; "
            "to .. <able>; to .. <actually>; to .. <code>; to .. <did>; to .. <show>;"
            " to .. <url>; to .. <you>; to .. not; to :; to <doc> x3; to be <able>; "
            "to have; ui; unless; wanted; way; were; what <i>; whether; which are; "
            "with a; would .. <better>"
        ),
        0.05: (
            "# <doing>; # ^ <do>; # and; # apache; # k; # m; (; ( # ^; ( name; , "
            "<when> <i>; , etc; , the; . <do>; . ^ here; . conf; . g; . hibernate; . "
            "hibernate .; : # ^ x3; : <fails>; : ^ <code>; : org; : org .; <actually>"
            " .; <code> #; <code> .. <does>; <code> .. <same>; <code> .. not; "
            "<contrast> <doing>; <contrast> there; <did> into; <didw>; <do> .. <doc>;"
            " <do> .. <ui> x3; <do> :; <do> : ^; <do> <ui>; <do> a; <do> the; <do> "
            "to; <doc> .. <fails>; <doc> .. <ui>; <doc> ^ x3; <doc> a; <doc> x3; "
            "<doing>; <doing> .. <i>; <doing> .. and; <doingc> x3; <dow> .. <i>; "
            "<fails> .. <url>; <fails> <contrast>; <fails> <do>; <fails> has; <fails>"
            " in; <fails> was; <fails> with; <fine> .. <i>; <i> .. <did>; <i> <did> "
            "to; <i> <do> to; <i> <doc>; <i> <doc> the; <i> have <did>; <i> have not;"
            " <i> have x3; <reproduce> .. <do>; <reproduce> : ^; <right>; <see> .. "
            "<fails>; <see> .. <i>; <this> .. <fails>; <ui> ,; <ui> . ^; <ui> .. "
            "<fails>; <ui> .. <ui>; <ui> .. <ui> x3; <ui> .. to; <ui> <show>; <user>;"
            " <version> #; <version> .. and; <when>; <when> <i> <do>; <works> <fine> "
            ".; <you> x3; ^ <browser>; ^ <do> x3; ^ <does>; ^ <i> <do>; ^ <when>; ^ "
            "^# <doc>; ^ ^# x3; ^ a; ^ hello; ^ here; ^ info; ^ not sure; ^ the; ^ "
            "this happens; ^# <do> the; ^# <do> to; ^# <doc>; ^# <doc> a; ^# x3; ^^ "
            "can; ^^ can not; a; a long; address; all ^; amd; and .. <doc>; and .. "
            "<fails>; and <do>; and <user>; and <when> <i>; anything; apache ^; app; "
            "are not; around; at; bar; bin; c :; c : x3; calc; can not <do>; comment;"
            " complete; conf; conf x3; core; dev; device; dll; do not <doc>; does "
            "not; have not; hello; here is; here is the; hints.only; hql; httpd #; "
            "httpd .; httpd . conf; httpd x3; if; if the; in x3; is <actually>; is "
            "null; it to; it x3; k; let; libreoffice; m #; merge; mode; my <ui>; "
            "network; no; no ^; none ^; not found; note :; of a; of apache; on; on "
            "line; on line #; on x3; only; org . hibernate; our; our application; "
            "process; re; regards; seems to; seems to be; server; server ,; service; "
            "shape.arrow; shape.code; shape.items-1; shape.prompt-3; signal; so x3; "
            "stack; strange; the <fails> is; the <this> <fails>; the app; the "
            "patient; this <fails> :; this <fails> was; this happens; to .. <ui>; to "
            "<do> the; to <doc>; usr; util; util .; validation; would .. to"
        ),
        0.10: (
            '"; # #; ( #; . #; . ^ note; . ^ x3; <did>; <did> to; <didc>; <do> .. '
            "<i>; <do> .. <ui>; <doingc>; <fails> :; <fails> is; <i> <did>; <this> "
            "<fails>; <ui>; <ui> .; <you>; ^ <doc> x3; ^ <i> had; ^ <i> have; ^ <i> "
            "x3; an; as; column; do; for; help; here; hibernate; hints.contrast; "
            "httpd; in the; is x3; long; not; not x3; of my; of the; "
            "section.environment; section.other; shape.blank-60; shape.numbered-2; "
            "table; this <fails>"
        ),
        0.15: ("<do>; ^ <do>; ^ x3; in; shape.shout; that"),
        0.20: (
            "<do> x3; <fails>; <i> <do>; and; expected.as-expected; hints.works-fine;"
            " shape.blank-30; shape.numbered-3; shape.over-320; shape.trace"
        ),
        0.25: (".; . ^"),
    },
)
