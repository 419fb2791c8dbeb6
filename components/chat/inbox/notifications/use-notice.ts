"use client";
import { useEffect, useEffectEvent, useRef } from "react";

const SECONDS = 0.25;

/** Two short tones, made here: nothing is loaded for them. */
export function playSound(): void {
  const audio = new AudioContext();
  const loudness = audio.createGain();
  loudness.gain.setValueAtTime(0.12, audio.currentTime);
  loudness.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 2 * SECONDS);
  loudness.connect(audio.destination);
  [660, 880].forEach((hertz, at) => {
    const tone = audio.createOscillator();
    tone.frequency.value = hertz;
    tone.connect(loudness);
    tone.start(audio.currentTime + at * SECONDS);
    tone.stop(audio.currentTime + (at + 1) * SECONDS);
    if (at === 1) tone.onended = () => void audio.close();
  });
}

function show(slug: string): void {
  if (document.visibilityState === "visible" || Notification.permission !== "granted") return;
  const notice = new Notification("A visitor waits for a person", { tag: `frontdesk-${slug}` });
  notice.onclick = () => {
    window.focus();
    window.location.assign(`/${slug}/inbox?filter=needs_person`);
  };
}

/** Tells of another visitor who waits, in the ways that were chosen; not of those who waited when the page came. */
export function useNotice(now: {
  slug: string;
  waiting: number | undefined;
  shows: boolean;
  sounds: boolean;
}): void {
  const { waiting } = now;
  const before = useRef<number>(undefined);
  const tell = useEffectEvent(() => {
    if (now.sounds) playSound();
    if (now.shows) show(now.slug);
  });
  useEffect(() => {
    if (waiting === undefined) return;
    if (before.current !== undefined && waiting > before.current) tell();
    before.current = waiting;
  }, [waiting]);
}
